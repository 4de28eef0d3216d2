package io.fluxrecord.generate;

/** A field of a model. */
sealed interface FieldPlan permits PropertyPlan, OnePlan, ManyPlan {

    /** Return its name. */
    String name();
}
