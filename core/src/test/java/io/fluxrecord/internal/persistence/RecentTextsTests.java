package io.fluxrecord.internal.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.dialect.RenderedSql;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentTextsTests {

    private final RecentTexts<BitSet, RenderedSql> texts = new RecentTexts<>(8);

    private static BitSet columns(int set) {
        return BitSet.valueOf(new long[] {set});
    }

    private static RenderedSql text(int set) {
        return new RenderedSql("UPDATE " + set, List.of());
    }

    @Test
    void neverHoldsMoreThanItMay() {
        for (int set = 1; set < 2000; set++) {
            texts.put(columns(set), text(set));
            assertThat(texts.size()).isBetween(1, 8);
            assertThat(texts.get(columns(set))).isEqualTo(text(set));
        }
        assertThat(texts.get(columns(1))).isNull();
    }

    @Test
    void whatIsUsedStays() {
        texts.put(columns(1), text(1));
        for (int set = 2; set < 2000; set++) {
            texts.put(columns(set), text(set));
            assertThat(texts.get(columns(1))).isEqualTo(text(1));
        }
        assertThat(texts.get(columns(2))).isNull();
    }

    @Test
    void fewStayWithoutBeingUsed() {
        for (int set = 1; set < 4; set++) {
            texts.put(columns(set), text(set));
        }
        assertThat(texts.get(columns(1))).isEqualTo(text(1));
    }
}
