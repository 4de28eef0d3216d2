package io.fluxrecord.generated;

import io.fluxrecord.sql.Column;

/**
 * A property of a model and the column that stores it.
 *
 * @since 0.1
 */
public record MappedProperty(String name, Column column, Role role, Written written) {

    /** Describe a property that inserts and updates write. */
    public MappedProperty(String name, Column column, Role role) {
        this(name, column, role, Written.ALWAYS);
    }
}
