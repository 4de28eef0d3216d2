package io.fluxrecord.processor.plan;

import com.palantir.javapoet.TypeName;
import io.fluxrecord.generated.Role;

/**
 * A property and the column that stores it.
 *
 * @param type the type of the property, as it is declared
 */
public record ColumnPlan(
        String property, TypeName type, Storage storage, Place place, Role role, ColumnDefinition definition) {

    /** Return whether the value comes and goes through generated code. */
    public boolean isMapped() {
        return !(place instanceof Place.State);
    }
}
