package io.fluxrecord.scripted;

import io.r2dbc.spi.ColumnMetadata;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import io.r2dbc.spi.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of these values, which are read by index, as strictly as drivers do: a value of another type is an error. */
public record ScriptedRow(List<@Nullable Object> values) implements Row {

    /** Columns of which all are text; only those that are read as that are asked about. */
    private static final RowMetadata TEXT = new TextColumns();

    /** Make a row. */
    public static ScriptedRow of(@Nullable Object... values) {
        return new ScriptedRow(Arrays.asList(values));
    }

    @Override
    public RowMetadata getMetadata() {
        return TEXT;
    }

    @Override
    public <T> @Nullable T get(int index, Class<T> type) {
        return type.cast(values.get(index));
    }

    @Override
    public <T> @Nullable T get(String name, Class<T> type) {
        throw new UnsupportedOperationException("not in the script");
    }

    private static final class TextColumns implements RowMetadata, ColumnMetadata {

        @Override
        public Type getType() {
            return R2dbcType.VARCHAR;
        }

        @Override
        public String getName() {
            return "text";
        }

        @Override
        public Class<?> getJavaType() {
            return String.class;
        }

        @Override
        public ColumnMetadata getColumnMetadata(int index) {
            return this;
        }

        @Override
        public ColumnMetadata getColumnMetadata(String name) {
            return this;
        }

        @Override
        public List<? extends ColumnMetadata> getColumnMetadatas() {
            return List.of(this);
        }
    }
}
