package io.fluxrecord.processor.plan;

import io.fluxrecord.generated.Written;

/** What is said of a column beside its type: for a schema, and which statements write it. */
public record ColumnDefinition(
        String name, int length, int precision, int scale, boolean nullable, boolean unique, Written written) {

    /** Describe a column that inserts and updates write. */
    public ColumnDefinition(String name, int length, int precision, int scale, boolean nullable, boolean unique) {
        this(name, length, precision, scale, nullable, unique, Written.ALWAYS);
    }
}
