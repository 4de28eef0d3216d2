package io.fluxrecord.internal.persistence;

import io.fluxrecord.error.NonUniqueResultException;
import io.fluxrecord.generated.RowReader;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.r2dbc.spi.Row;
import java.util.Arrays;
import java.util.function.Function;

/** Reads the one row that a key has, and tells if it has another one. For one subscription. */
abstract class OneRow<T> implements Function<Row, T> {

    private final Mapping<?> mapping;
    private final Object[] key;
    private boolean read;

    OneRow(Mapping<?> mapping, Object[] key) {
        this.mapping = mapping;
        this.key = key;
    }

    static <T> OneRow<T> of(Mapping<?> mapping, Object[] key, Function<Row, T> reader) {
        return new OneRow<>(mapping, key) {
            @Override
            T read(Row row) {
                return reader.apply(row);
            }
        };
    }

    /** Read a record that is new here. */
    static <E extends Persistent> OneRow<E> found(
            Mapping<E> mapping, Object[] key, RowReader columns, Session session) {
        return new OneRow<>(mapping, key) {
            @Override
            E read(Row row) {
                return mapping.read(row, columns, mapping.instantiate(), session.provenance());
            }
        };
    }

    abstract T read(Row row);

    @Override
    public final T apply(Row row) {
        if (read) {
            throw severalRows(mapping, key);
        }
        read = true;
        return read(row);
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
