package io.fluxrecord.processor.plan;

import io.fluxrecord.generated.Written;
import java.util.Optional;

/**
 * What is said of a column beside the type of its property: for a schema, and which statements write it.
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
        Optional<String> declaredType,
        Written written) {

    /** Describe a column of the type that the dialect gives, which inserts and updates write. */
    public ColumnDefinition(String name, int length, int precision, int scale, boolean nullable, boolean unique) {
        this(name, length, precision, scale, nullable, unique, Optional.empty(), Written.ALWAYS);
    }
}
