package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.generated.ValueReader;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Table;
import io.r2dbc.spi.Row;
import java.util.List;

/** Reads rows of one value, of a class that is stored without a property. For all threads. */
public final class NativeScalars<V> {

    private static final Table NO_TABLE = new Table(null, "");

    private final StoredClass<V> type;
    private final String name;
    private final ValueReader reader;

    /**
     * Make a reader of values of a class.
     *
     * @throws IllegalArgumentException if no column stores them
     */
    public NativeScalars(Class<V> type, Dialect dialect) {
        StoredClass<V> known = StoredClass.ofNamed(type);
        if (known == null) {
            throw new IllegalArgumentException(
                    "No column stores a " + type.getName() + "; use fetch(row -> ...), or one of the types that are");
        }
        this.type = known;
        name = "fetch(" + type.getSimpleName() + ".class)";
        Column column = new Column(NO_TABLE, "value", known.sql(), 0, 0, -1, true, false);
        reader = new ValueReader(List.of(column), List.of(name), dialect);
    }

    /**
     * Return the value of a row.
     *
     * @throws MappingException if the row has other columns, or a null, or what is not of the class
     */
    public V read(Row row) {
        int columns = row.getMetadata().getColumnMetadatas().size();
        if (columns != 1) {
            throw new MappingException(
                    name + " takes rows of one column, and these have " + columns + "; use fetch(row -> ...)");
        }
        Object stored = reader.read(row, 0);
        if (stored == null) {
            throw new MappingException(
                    name + " cannot emit a null; use coalesce or IS NOT NULL in the SQL, or fetch(row -> ...)");
        }
        return value(stored);
    }

    private V value(Object stored) {
        try {
            return type.fromDatabase().apply(stored);
        } catch (IllegalArgumentException | ArithmeticException e) {
            // Its message may have the value.
            throw new MappingException(name + " cannot take what the rows of the query hold: it is none of that class");
        }
    }
}
