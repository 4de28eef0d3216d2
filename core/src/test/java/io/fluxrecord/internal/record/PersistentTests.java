package io.fluxrecord.internal.record;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What a record refuses, as it stands for one row. */
class PersistentTests {

    private static final class Row extends Persistent implements Cloneable {}

    @Test
    void recordIsNotCloned() {
        Row record = new Row();
        assertThatThrownBy(record::clone)
                .isInstanceOf(CloneNotSupportedException.class)
                .hasMessageContaining(Row.class.getName());
    }
}
