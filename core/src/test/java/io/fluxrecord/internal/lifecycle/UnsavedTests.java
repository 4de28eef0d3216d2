package io.fluxrecord.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.dialect.PlainDialect;
import io.fluxrecord.generated.RowReader;
import io.fluxrecord.internal.persistence.Item;
import io.fluxrecord.internal.record.Mapping;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** What a hook has changed is told from what was not saved before, of the first column as of the others. */
class UnsavedTests {

    private final Mapping<Item> mapping = Item.mapping(Item.name(), Item.key());
    private final Item item = Item.stored(mapping, new RowReader(mapping.generated(), new PlainDialect()), "a", 1L);

    private static BitSet columns(int... columns) {
        BitSet set = new BitSet();
        for (int column : columns) {
            set.set(column);
        }
        return set;
    }

    @Test
    void whatWasNotSavedBeforeIsNoChangeOfAHook() {
        item.value(0, "b");
        Unsaved<Item> unsaved = new Unsaved<>(mapping, item, columns(0));
        assertThat(unsaved.changedSince(columns(0)).isEmpty()).isTrue();
        item.value(0, "c");
        assertThat(unsaved.changedSince(columns(0))).isEqualTo(columns(0));
    }

    @Test
    void changedKeyIsAlwaysTold() {
        item.value(1, 2L);
        Unsaved<Item> unsaved = new Unsaved<>(mapping, item, columns(1));
        assertThat(unsaved.changedSince(columns(1))).isEqualTo(columns(1));
    }
}
