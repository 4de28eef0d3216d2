package io.fluxrecord.internal.persistence;

import io.fluxrecord.error.NonUniqueResultException;
import io.fluxrecord.mapping.Mapping;
import io.r2dbc.spi.Row;
import java.util.Arrays;
import java.util.function.Function;

/** Reads the one row that a key has, and tells if it has another one. For one subscription. */
final class OneRow<T> implements Function<Row, T> {

    private final Mapping<?> mapping;
    private final Object[] key;
    private final Function<Row, T> reader;
    private boolean read;

    OneRow(Mapping<?> mapping, Object[] key, Function<Row, T> reader) {
        this.mapping = mapping;
        this.key = key;
        this.reader = reader;
    }

    @Override
    public T apply(Row row) {
        if (read) {
            throw severalRows(mapping, key);
        }
        read = true;
        return reader.apply(row);
    }

    static NonUniqueResultException severalRows(Mapping<?> mapping, Object[] key) {
        return new NonUniqueResultException(describe(mapping, key));
    }

    static NonUniqueResultException severalWritten(Mapping<?> mapping, Object[] key, long rows, boolean committed) {
        return new NonUniqueResultException(describe(mapping, key) + ". " + rows + " rows were written, which is "
                + (committed ? "committed: the database had said that the key is unique" : "undone"));
    }

    private static String describe(Mapping<?> mapping, Object[] key) {
        Object[] parts = Arrays.copyOf(key, mapping.keyColumns().length);
        return mapping.name() + Arrays.toString(parts) + " has several rows: in table "
                + mapping.table().name()
                + " the key is not unique. Make it a primary key there, or declare the whole of the key with @Id";
    }
}
