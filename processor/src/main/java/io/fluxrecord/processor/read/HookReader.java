package io.fluxrecord.processor.read;

import io.fluxrecord.annotation.On;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.processor.plan.HookPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;

/** Reads which hook methods a model overrides, and which hooks its mixins bring along. */
final class HookReader {

    private final ModelScope scope;

    HookReader(ModelScope scope) {
        this.scope = scope;
    }

    /** Return the events whose hook methods are declared by the model or a superclass. */
    List<Lifecycle> overridden() {
        Set<String> methods = scope.symbols().classes(scope.model()).stream()
                .map(DeclaredType::asElement)
                .flatMap(type -> ElementFilter.methodsIn(type.getEnclosedElements()).stream())
                .filter(method -> method.getParameters().isEmpty())
                .map(method -> method.getSimpleName().toString())
                .collect(Collectors.toSet());
        return Stream.of(Lifecycle.values())
                .filter(event -> methods.contains(HookRules.method(event)))
                .toList();
    }

    /** Return the hooks of mixins in the order of their declaration, one per event and method. */
    List<HookPlan> ofMixins() {
        HookRules rules = new HookRules(scope.symbols(), scope.problems());
        Map<String, HookPlan> hooks = new LinkedHashMap<>();
        for (TypeElement mixin : Interfaces.of(scope)) {
            for (ExecutableElement method : ElementFilter.methodsIn(mixin.getEnclosedElements())) {
                On on = method.getAnnotation(On.class);
                if (on == null || !rules.accepts(mixin, method)) {
                    continue;
                }
                String name = method.getSimpleName().toString();
                boolean publishes = method.getReturnType().getKind() != TypeKind.VOID;
                for (Lifecycle event : on.value()) {
                    hooks.putIfAbsent(event + " " + name, new HookPlan(event, name, publishes));
                }
            }
        }
        return List.copyOf(hooks.values());
    }
}
