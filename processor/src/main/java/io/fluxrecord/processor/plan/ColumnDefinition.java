package io.fluxrecord.processor.plan;

import java.util.Optional;

/**
 * What a schema says of a column beside its type.
 *
 * @param declaredType the database's own type as the model names it
 */
public record ColumnDefinition(
        String name,
        int length,
        int precision,
        int scale,
        boolean nullable,
        boolean unique,
        Optional<String> declaredType) {

    /** Describe a column of the type that the dialect gives. */
    public ColumnDefinition(String name, int length, int precision, int scale, boolean nullable, boolean unique) {
        this(name, length, precision, scale, nullable, unique, Optional.empty());
    }
}
