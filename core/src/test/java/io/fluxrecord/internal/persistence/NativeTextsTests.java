package io.fluxrecord.internal.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fluxrecord.sql.Lexis;
import io.fluxrecord.sql.NamedParameters;
import io.fluxrecord.sql.NativeText;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NativeTextsTests {

    private final NativeTexts texts = new NativeTexts();

    @Test
    void textIsSplitOnce() {
        NamedParameters first = texts.of("a = :a").split(Set.of());
        assertThat(texts.of("a = :a").split(Set.of())).isSameAs(first);
        assertThat(texts.of("a = :b").split(Set.of()).parameters().get(0).name())
                .isEqualTo("b");
    }

    @Test
    void textsThatAreNotUsedAreForgotten() {
        NativeText first = texts.of("a = :a");
        NativeText used = texts.of("b = :b");
        for (int i = 0; i < 1000; i++) {
            texts.of("a = :a + " + i);
            assertThat(texts.of("b = :b")).isSameAs(used);
        }
        assertThat(texts.of("a = :a")).isNotSameAs(first);
    }

    @Test
    void eachWayToReadATextSplitsItAnew() {
        NativeText text = texts.of("a = `:a`");
        assertThat(text.split(Set.of()).parameters()).hasSize(1);
        assertThat(text.split(Set.of(Lexis.BACKTICKS)).parameters()).isEmpty();
    }

    @Test
    void whatCannotBeSplitIsRefusedEachTime() {
        NativeText text = texts.of("a = 'b");
        for (int i = 0; i < 2; i++) {
            assertThatIllegalArgumentException().isThrownBy(() -> text.split(Set.of()));
        }
    }
}
