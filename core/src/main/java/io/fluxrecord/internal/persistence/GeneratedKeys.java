package io.fluxrecord.internal.persistence;

import io.fluxrecord.error.MappingException;
import io.fluxrecord.generated.Role;
import io.fluxrecord.generated.RowReader;
import io.fluxrecord.internal.record.Mapping;
import io.r2dbc.spi.Row;
import org.jspecify.annotations.Nullable;

/** Keys that the database makes, as an INSERT returns them. */
final class GeneratedKeys {

    /** In place of a null, which no publisher emits. */
    private static final Object NULL = new Object();

    private GeneratedKeys() {}

    static Object read(RowReader identity, Row row) {
        Object key = identity.key(row, 0);
        return key == null ? NULL : key;
    }

    /** Return the key, or fail if it is null: a row was inserted then, and which it is, is not known. */
    static Object require(Mapping<?> mapping, @Nullable Object key) {
        if (key == null || key == NULL) {
            String column = mapping.column(mapping.indexOf(Role.IDENTITY)).name();
            throw new MappingException("The INSERT of a new " + mapping.name() + " returned null as its key: column "
                    + column + " of table " + mapping.table().name()
                    + " makes none. Make it an identity column there, or set the key before save()");
        }
        return key;
    }
}
