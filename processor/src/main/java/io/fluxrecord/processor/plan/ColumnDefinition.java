package io.fluxrecord.processor.plan;

/** What a schema says of a column beside its type. */
public record ColumnDefinition(String name, int length, int precision, int scale, boolean nullable, boolean unique) {}
