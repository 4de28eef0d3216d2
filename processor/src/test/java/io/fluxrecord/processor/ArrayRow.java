package io.fluxrecord.processor;

import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import org.jspecify.annotations.Nullable;

/** A row made of an array; it is as strict about classes as a driver. */
final class ArrayRow implements Row {

    private final @Nullable Object[] values;

    ArrayRow(@Nullable Object... values) {
        this.values = values;
    }

    @Override
    public RowMetadata getMetadata() {
        throw new UnsupportedOperationException("a mapping reads by index alone");
    }

    @Override
    @SuppressWarnings("NullAway") // The specification lets a row return null, and does not say so by JSpecify.
    public <T> T get(int index, Class<T> type) {
        return type.cast(values[index]);
    }

    @Override
    public <T> T get(String name, Class<T> type) {
        throw new UnsupportedOperationException("a mapping reads by index alone");
    }
}
