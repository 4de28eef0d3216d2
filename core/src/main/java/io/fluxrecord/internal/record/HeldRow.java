package io.fluxrecord.internal.record;

import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Values of properties as they are bound, in a row that they can be read from again. */
final class HeldRow implements Row {

    private final @Nullable Object[] values;

    HeldRow(@Nullable Object[] values) {
        this.values = values;
    }

    @Override
    public <T> @Nullable T get(int index, Class<T> type) {
        return type.cast(values[index]);
    }

    @Override
    public <T> @Nullable T get(String name, Class<T> type) {
        throw new NoSuchElementException(name);
    }

    @Override
    public RowMetadata getMetadata() {
        throw new IllegalStateException("No database has sent this row");
    }
}
