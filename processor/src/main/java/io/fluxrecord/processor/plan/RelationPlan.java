package io.fluxrecord.processor.plan;

import com.palantir.javapoet.ClassName;
import java.util.List;

/** A property that is a relation. */
public sealed interface RelationPlan {

    /** Return the name of the property. */
    String property();

    /** Return the model that it leads to. */
    ClassName target();

    /**
     * A relation that a foreign key holds.
     *
     * @param place where the reference is
     * @param columns their names, in the order of the other key
     */
    record ToOne(String property, ClassName target, Place.Legible place, List<String> columns) implements RelationPlan {

        public ToOne {
            columns = List.copyOf(columns);
        }
    }

    /**
     * The other side of one.
     *
     * @param inverse the property of the other model that refers to this one
     */
    record ToMany(String property, ClassName target, String inverse) implements RelationPlan {}
}
