package io.fluxrecord.generate;

/**
 * The other side of a relation to one.
 *
 * @param source the simple name of the other model
 * @param inverse the property of that which refers to this model
 */
record ManyPlan(String name, String source, String inverse) implements FieldPlan {}
