package io.fluxrecord.processor.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Finds the warnings that generated code causes because of what it has to name: a build with {@code -Werror} must not
 * fail over code that cannot be edited. Where a model gives no cause, nothing is suppressed.
 */
final class WarningReader {

    private final ModelScope scope;
    private final Set<Element> named = new HashSet<>();
    private final Set<String> warnings = new TreeSet<>();

    WarningReader(ModelScope scope) {
        this.scope = scope;
    }

    /** Return the names of the warnings, sorted. */
    List<String> read(List<Declared> columns, List<? extends Element> relations) {
        Symbols.outwards(scope.model()).forEach(named::add);
        Stream.concat(
                        scope.symbols().classes(scope.model()).stream().map(DeclaredType::asElement),
                        Interfaces.of(scope).stream())
                .forEach(type -> {
                    named.add(type);
                    type.getEnclosedElements().stream()
                            .filter(member -> !(member instanceof TypeElement))
                            .forEach(named::add);
                });
        columns.stream().map(Declared::origin).forEach(this::name);
        relations.forEach(this::name);
        named.forEach(this::deprecation);
        return new ArrayList<>(warnings);
    }

    private void name(Element origin) {
        if (!(origin instanceof TypeElement)) {
            name(origin.asType());
            origin.getAnnotationMirrors().stream()
                    .flatMap(mirror -> mirror.getElementValues().values().stream())
                    .filter(value -> value.getValue() instanceof TypeMirror)
                    .forEach(value -> name((TypeMirror) value.getValue()));
        }
    }

    private void name(TypeMirror type) {
        if (type.getKind() == TypeKind.ARRAY) {
            name(((ArrayType) type).getComponentType());
        } else if (type.getKind() == TypeKind.EXECUTABLE) {
            name(((ExecutableType) type).getReturnType());
        } else if (type.getKind() == TypeKind.DECLARED) {
            name((DeclaredType) type);
        }
    }

    private void name(DeclaredType type) {
        TypeElement element = Symbols.element(type);
        named.add(element);
        if (type.getTypeArguments().isEmpty() && !element.getTypeParameters().isEmpty()) {
            warnings.add("rawtypes");
        }
        if (!element.getModifiers().contains(Modifier.PUBLIC) && scope.symbols().isInNamedModule(scope.model())) {
            warnings.add("exports");
        }
        if (element.getKind() == ElementKind.RECORD) {
            element.getRecordComponents().forEach(component -> {
                named.add(component.getAccessor());
                name(component.asType());
            });
        }
        type.getTypeArguments().forEach(this::name);
    }

    private void deprecation(Element element) {
        Deprecated deprecated = element.getAnnotation(Deprecated.class);
        if (deprecated != null) {
            warnings.add(deprecated.forRemoval() ? "removal" : "deprecation");
        }
    }
}
