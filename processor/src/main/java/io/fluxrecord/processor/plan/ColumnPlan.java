package io.fluxrecord.processor.plan;

import com.palantir.javapoet.TypeName;
import io.fluxrecord.generated.Role;
import java.util.List;
import java.util.stream.Stream;

/**
 * A property and the column that stores it.
 *
 * @param type the type of the property, as it is declared
 * @param shared other properties that the same column stores
 */
public record ColumnPlan(
        String property,
        TypeName type,
        Storage storage,
        Place place,
        Role role,
        ColumnDefinition definition,
        List<ColumnPlan> shared) {

    public ColumnPlan {
        shared = List.copyOf(shared);
    }

    /** Describe a property that has the column for itself. */
    public ColumnPlan(
            String property, TypeName type, Storage storage, Place place, Role role, ColumnDefinition definition) {
        this(property, type, storage, place, role, definition, List.of());
    }

    /** Return whether the value comes and goes through generated code. */
    public boolean isMapped() {
        return !(place instanceof Place.State);
    }

    /** Return all properties that the column stores, this one first. */
    public List<ColumnPlan> all() {
        return Stream.concat(Stream.of(this), shared.stream()).toList();
    }
}
