package io.fluxrecord.internal.persistence;

import io.fluxrecord.error.MappingException;
import io.fluxrecord.generated.Role;
import io.fluxrecord.generated.RowReader;
import io.fluxrecord.internal.execution.Connections;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.record.Mapping;
import io.r2dbc.spi.Row;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys that the database makes, as an INSERT returns them. */
final class GeneratedKeys {

    /** In place of a null, which no publisher emits. */
    private static final Object NULL = new Object();

    private GeneratedKeys() {}

    /** In place of a key that the property cannot hold, whose row is there all the same. */
    private record Unreadable(MappingException reason) {}

    static Object read(RowReader identity, Row row) {
        try {
            Object key = identity.key(row, 0);
            return key == null ? NULL : key;
        } catch (MappingException e) {
            return new Unreadable(e);
        }
    }

    static List<@Nullable Object> readArray(RowReader identity, Row row) {
        try {
            @Nullable Object[] keys = identity.keys(row, 0);
            return keys == null ? List.of() : Arrays.asList(keys);
        } catch (MappingException e) {
            return List.of(new Unreadable(e));
        }
    }

    static boolean isUnreadable(@Nullable Object key) {
        return key == null || key == NULL || key instanceof Unreadable;
    }

    /** Return why a row that was inserted has no key here, so that which row it is, is not known. */
    static MappingException unreadable(Mapping<?> mapping, @Nullable Object key, Session session) {
        String written = "The INSERT of a new " + mapping.name() + " wrote its row, which is "
                + (session instanceof Connections ? "committed" : "undone with the transaction");
        if (key instanceof Unreadable unreadable) {
            return new MappingException(written + ", but its key cannot be read: " + unreadable.reason.getMessage());
        }
        String column = mapping.column(mapping.indexOf(Role.IDENTITY)).name();
        return new MappingException(written + ", but returned null as its key: column " + column + " of table "
                + mapping.table().name()
                + " makes none. Make it an identity column there, or set the key before save()");
    }
}
