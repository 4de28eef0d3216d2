package io.fluxrecord.internal.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.dialect.PlainDialect;
import io.fluxrecord.generated.RowReader;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.scripted.ScriptedRow;
import io.fluxrecord.sql.Predicate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Keys that are too many for one query are asked for with several. */
class RecordsOfKeysTests {

    private final Mapping<Item> mapping = Item.mapping(Item.name(), Item.key());
    private final RowReader reader = new RowReader(mapping.generated(), new PlainDialect());
    private final List<List<Object>> asked = new ArrayList<>();

    /** Emit the records of all keys, the last one first. */
    private Flux<Item> found(Criteria criteria) {
        Predicate.In in = (Predicate.In) criteria.condition();
        List<Object> keys =
                Arrays.asList((Object[]) Objects.requireNonNull(in.values().value()));
        asked.add(keys);
        List<Object> reversed = new ArrayList<>(keys);
        Collections.reverse(reversed);
        return Flux.fromIterable(reversed)
                .map(key -> mapping.read(ScriptedRow.of("n", key), reader, mapping.instantiate(), null));
    }

    private List<Object> find(int keys) {
        RecordsOfKeys<Item> records = new RecordsOfKeys<>(
                mapping,
                LongStream.rangeClosed(1, keys)
                        .mapToObj(key -> new Object[] {key})
                        .toList());
        List<Object> found = new ArrayList<>();
        StepVerifier.create(records.find(2, this::found).doOnNext(item -> found.add(item.value(1))))
                .thenConsumeWhile(item -> true)
                .verifyComplete();
        return found;
    }

    @Test
    void lastQueryAsksForWhatIsLeft() {
        assertThat(find(5)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(asked).containsExactly(List.of(1L, 2L), List.of(3L, 4L), List.of(5L));
    }

    @Test
    void noQueryAsksForNothing() {
        assertThat(find(4)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(asked).containsExactly(List.of(1L, 2L), List.of(3L, 4L));
    }
}
