package io.fluxrecord.processor.read;

import io.fluxrecord.processor.plan.Place;
import io.fluxrecord.processor.report.CompileError;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Finds the way to a field: the field itself where generated code may touch it, else its accessors. */
final class AccessReader {

    private final ModelScope scope;
    private final List<ExecutableElement> methods;

    AccessReader(ModelScope scope) {
        this.scope = scope;
        methods = ElementFilter.methodsIn(scope.symbols().elements().getAllMembers(scope.model())).stream()
                .filter(method -> !method.getModifiers().contains(Modifier.STATIC))
                .filter(method -> method.getTypeParameters().isEmpty())
                .filter(method -> scope.symbols().isDeclaredAccessible(method, scope.place()))
                .filter(method -> !scope.symbols().throwsChecked(method))
                .toList();
    }

    Optional<Place.Reachable> read(VariableElement field, TypeMirror type) {
        String name = field.getSimpleName().toString();
        if (scope.symbols().isDeclaredAccessible(field, scope.place()) && !FieldDefaults.makePrivate(field)) {
            return Optional.of(new Place.Field(name));
        }
        List<String> getters = getters(name, type).toList();
        List<String> setters = setters(name, type).toList();
        Optional<String> getter =
                getters.stream().filter(method -> has(method, type, true)).findFirst();
        Optional<String> setter =
                setters.stream().filter(method -> has(method, type, false)).findFirst();
        if (getter.isPresent() && setter.isPresent()) {
            return Optional.of(new Place.Accessors(getter.get(), setter.get()));
        }
        scope.problem(
                CompileError.INACCESSIBLE_FIELD,
                field,
                ModelScope.describe(field),
                scope.place().getQualifiedName(),
                advice(field, getter.isEmpty(), setter.isEmpty(), getters.get(0), setters.get(0)));
        return Optional.empty();
    }

    /** Find the way to a field that is only read. */
    Optional<Place.Legible> readOnly(VariableElement field, TypeMirror type) {
        String name = field.getSimpleName().toString();
        if (scope.symbols().isDeclaredAccessible(field, scope.place()) && !FieldDefaults.makePrivate(field)) {
            return Optional.of(new Place.Field(name));
        }
        Optional<Place.Legible> getter = getters(name, type)
                .filter(method -> has(method, type, true))
                .findFirst()
                .map(Place.Getter::new);
        if (getter.isEmpty()) {
            String missing = getters(name, type).findFirst().orElseThrow();
            scope.problem(
                    CompileError.INACCESSIBLE_FIELD,
                    field,
                    ModelScope.describe(field),
                    scope.place().getQualifiedName(),
                    advice(field, missing + "()"));
        }
        return getter;
    }

    private static Stream<String> getters(String name, TypeMirror type) {
        String capitalized = Names.capitalized(name);
        return isBoolean(type)
                ? Stream.of("is" + capitalized, "get" + capitalized, name)
                : Stream.of("get" + capitalized, name);
    }

    private static Stream<String> setters(String name, TypeMirror type) {
        String setter = "set" + Names.capitalized(name);
        boolean prefixed = isBoolean(type) && name.matches("is\\p{Lu}.*");
        return prefixed ? Stream.of(setter, "set" + name.substring(2)) : Stream.of(setter);
    }

    private static boolean isBoolean(TypeMirror type) {
        return type.getKind() == TypeKind.BOOLEAN || Symbols.name(type).equals("java.lang.Boolean");
    }

    private boolean has(String name, TypeMirror type, boolean getter) {
        return methods.stream()
                .filter(method -> method.getSimpleName().contentEquals(name))
                .map(method -> (ExecutableType) scope.member(method))
                .anyMatch(method -> getter
                        ? method.getParameterTypes().isEmpty() && isSame(method.getReturnType(), type)
                        : method.getParameterTypes().size() == 1
                                && isSame(method.getParameterTypes().get(0), type));
    }

    private boolean isSame(TypeMirror one, TypeMirror other) {
        return scope.symbols().types().isSameType(one, other);
    }

    private String advice(VariableElement field, boolean noGetter, boolean noSetter, String getter, String setter) {
        String type = ModelScope.describe(scope.member(field));
        String parameter = type.substring(type.lastIndexOf('.') + 1);
        String missing = Stream.of(noGetter ? getter + "()" : "", noSetter ? setter + "(" + parameter + ")" : "")
                .filter(method -> !method.isEmpty())
                .reduce((one, two) -> one + " and " + two)
                .orElse("");
        return advice(field, missing);
    }

    private String advice(VariableElement field, String missing) {
        boolean near = scope.symbols().elements().getPackageOf(field).equals(scope.place());
        return "add " + missing + ", or make the field " + (near ? "package-private or wider" : "public");
    }
}
