package io.fluxrecord.generate;

import com.palantir.javapoet.TypeName;
import io.fluxrecord.catalog.CatalogColumn;
import io.fluxrecord.generate.TypePlan.Mapped;

/**
 * A property of a model.
 *
 * @param key how it is a part of the key, if it is
 * @param made which values the database makes, of a model that is written
 * @param required whether the column takes no nulls, as far as that is known
 */
record PropertyPlan(
        String name, CatalogColumn column, Mapped type, KeyRole key, Made made, boolean required, boolean unique)
        implements FieldPlan {

    /** Parts of a key. */
    enum KeyRole {
        NONE,
        /** The application sets it, or a default does. */
        PART,
        /** It is the whole key, a number which the database makes. */
        COUNTED,
        /** It is the whole key, a number which the application sets. */
        NUMBER
    }

    /** Values that the database makes. */
    enum Made {
        NONE,
        /** Where an insert leaves the column out. */
        DEFAULT,
        /** With each insert; the column is never written. */
        ONCE,
        /** With each write; the column is never written. */
        ALWAYS
    }

    /** Return the type of the field: a primitive, if it is never null, not even before the insert. */
    TypeName field() {
        TypeName java = type.java();
        return required && !isMade() && java.isBoxedPrimitive() ? java.unbox() : java;
    }

    /** Return whether the field may be null, be it only until the record is inserted. */
    boolean isNullable() {
        return !required || isMade();
    }

    private boolean isMade() {
        return made != Made.NONE || key == KeyRole.COUNTED;
    }

    /** Return whether {@code nullable = false} tells something that the type of the field does not. */
    boolean isDeclaredRequired() {
        return required && key == KeyRole.NONE && !field().isPrimitive();
    }
}
