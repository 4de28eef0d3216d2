package io.fluxrecord.internal.schema;

import io.fluxrecord.generated.MappedProperty;
import io.fluxrecord.generated.Role;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.sql.SqlType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the values of a property are beyond the type of its column, and whether they are written at all. */
final class PropertyValues {

    private final Mapping<?> mapping;
    private final int column;
    private final boolean written;

    /**
     * Ask a property.
     *
     * @param written whether records of the model are
     */
    PropertyValues(Mapping<?> mapping, int column, boolean written) {
        this.mapping = mapping;
        this.column = column;
        this.written = written;
    }

    private MappedProperty property() {
        return mapping.properties().get(column);
    }

    /** Return whether any statement writes them. */
    boolean areWritten() {
        return written
                && (property().written().isInserted() || property().written().isUpdated());
    }

    /** Return whether they are times that are taken from the clock. */
    boolean areTimesOfNow() {
        Role role = property().role();
        return role == Role.CREATED_AT || role == Role.UPDATED_AT || role == Role.DELETED_AT;
    }

    /** Return whether they are bytes, which are stored as short numbers. */
    boolean areBytes() {
        return property().column().type() == SqlType.SMALLINT && restored((short) 1) instanceof Byte;
    }

    /** Return whether they are constants of an enum, each of which is stored as one of some labels. */
    boolean areAllOf(List<String> labels) {
        Set<Enum<?>> constants = new HashSet<>();
        for (String label : labels) {
            if (restored(label) instanceof Enum<?> constant) {
                constants.add(constant);
            }
        }
        return !constants.isEmpty()
                && constants.size()
                        == constants.iterator().next().getDeclaringClass().getEnumConstants().length;
    }

    private @Nullable Object restored(Object stored) {
        try {
            return mapping.generated().restore(stored, column);
        } catch (RuntimeException e) {
            return null; // No value of the property is stored so.
        }
    }
}
