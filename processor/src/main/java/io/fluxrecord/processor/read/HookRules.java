package io.fluxrecord.processor.read;

import io.fluxrecord.annotation.On;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.processor.report.CompileError;
import io.fluxrecord.processor.report.Problems;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.reactivestreams.Publisher;

/** What a method must be to carry {@code @On}. */
final class HookRules {

    private final Symbols symbols;
    private final Problems problems;

    HookRules(Symbols symbols, Problems problems) {
        this.symbols = symbols;
        this.problems = problems;
    }

    /** Return the hook method of an event: {@code beforeSave} for {@code BEFORE_SAVE}. */
    static String method(Lifecycle event) {
        return Names.property(event.name());
    }

    /** Report a method that cannot be a hook, and return whether it can. */
    boolean accepts(TypeElement owner, ExecutableElement method) {
        String name = ModelScope.describe(method) + "()";
        if (!owner.getKind().isInterface()) {
            String instead = Stream.of(method.getAnnotation(On.class).value())
                    .map(event -> method(event) + "()")
                    .findFirst()
                    .orElse("the hook method");
            problems.add(CompileError.CLASS_HOOK, method, name, instead);
            return false;
        }
        Optional<String> reason = refusal(method);
        reason.ifPresent(text -> problems.add(CompileError.MIXIN_HOOK, method, name, text));
        return reason.isEmpty();
    }

    private Optional<String> refusal(ExecutableElement method) {
        if (!method.getModifiers().contains(Modifier.DEFAULT)) {
            return Optional.of("is " + kind(method));
        }
        if (!method.getParameters().isEmpty()) {
            return Optional.of("has parameters");
        }
        if (!method.getTypeParameters().isEmpty()) {
            return Optional.of("has type parameters");
        }
        if (symbols.throwsChecked(method)) {
            return Optional.of("declares checked exceptions");
        }
        TypeMirror result = method.getReturnType();
        boolean fits = result.getKind() == TypeKind.VOID
                || result.getKind() == TypeKind.ERROR
                || symbols.isAssignable(result, Publisher.class);
        return fits ? Optional.empty() : Optional.of("returns " + ModelScope.describe(result));
    }

    private static String kind(ExecutableElement method) {
        return Stream.of(Modifier.STATIC, Modifier.PRIVATE)
                .filter(method.getModifiers()::contains)
                .map(modifier -> modifier.name().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("abstract");
    }
}
