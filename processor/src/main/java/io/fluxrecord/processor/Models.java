package io.fluxrecord.processor;

import com.palantir.javapoet.ClassName;
import io.fluxrecord.processor.plan.ModelPlan;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.TypeElement;

/** What one run of the compiler has seen and generated, over all of its rounds. */
final class Models {

    private final Set<String> sources = new HashSet<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, String> modelByGenerated = new HashMap<>();
    private final Set<String> services = new HashSet<>();
    private final Set<TypeElement> origins = new LinkedHashSet<>();

    /** Remember a top-level type that is being compiled. */
    void source(TypeElement type) {
        sources.add(type.getQualifiedName().toString());
    }

    boolean isSource(TypeElement topLevel) {
        return sources.contains(topLevel.getQualifiedName().toString());
    }

    /** Remember a type that could have been a model. */
    void seen(ClassName generated) {
        seen.add(serviceName(generated));
    }

    /** Claim a name for the class of a model, and return who has it already, if anybody. */
    Optional<String> claim(ClassName generated, TypeElement model) {
        String name = generated.canonicalName();
        if (sources.contains(name)) {
            return Optional.of("a class of the sources");
        }
        String other =
                modelByGenerated.putIfAbsent(name, model.getQualifiedName().toString());
        return Optional.ofNullable(other).map(owner -> "the class generated for " + owner);
    }

    void generated(ModelPlan plan) {
        services.add(serviceName(plan.generated()));
        origins.add(plan.origin());
    }

    /** Return whether a name in the list of services belongs to a class that was seen and is no model any more. */
    boolean isGone(String service) {
        return seen.contains(service) && !services.contains(service);
    }

    Set<String> services() {
        return Collections.unmodifiableSet(services);
    }

    Set<TypeElement> origins() {
        return Collections.unmodifiableSet(origins);
    }

    private static String serviceName(ClassName generated) {
        return generated.reflectionName() + "$" + ModelPlan.MAPPING;
    }
}
