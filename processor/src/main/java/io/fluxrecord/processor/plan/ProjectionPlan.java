package io.fluxrecord.processor.plan;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/**
 * What is to be generated for a projection.
 *
 * @param generatedAnnotation whether the JDK that is compiled for has {@code @Generated}
 */
public record ProjectionPlan(
        TypeElement origin,
        ClassName type,
        ClassName generated,
        boolean isPublic,
        boolean generatedAnnotation,
        List<Component> components) {

    public ProjectionPlan {
        components = List.copyOf(components);
    }

    /**
     * One component.
     *
     * @param kind what a query around it can say of it; empty where that is nothing
     */
    public record Component(String name, TypeName type, Optional<Storage.Kind> kind) {}
}
