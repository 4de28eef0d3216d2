package io.fluxrecord.processor.read;

import io.fluxrecord.annotation.Column;
import java.util.Objects;
import java.util.stream.Stream;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Whether a property is never null: where JSpecify's {@code @NullMarked} or Kotlin says so. */
final class Nullness {

    private static final String OF_KOTLIN = "kotlin.Metadata";
    private static final String NOT_NULL_OF_KOTLIN = "org.jetbrains.annotations.NotNull";

    /** From this version on javac reads the annotations of types in class files (JDK-8225377). */
    private static final int READS_TYPE_ANNOTATIONS = 22;

    private final Symbols symbols;

    Nullness(Symbols symbols) {
        this.symbols = symbols;
    }

    /** Return whether the field of a property or component is never null, {@code @Column(nullable = true)} aside. */
    boolean isNonNull(VariableElement field) {
        if (field.asType().getKind().isPrimitive()) {
            return true;
        }
        if (isNullable(field)
                || isNullUntilInserted(field)
                || AnnotationValues.isWritten(field, Column.class, "nullable")) {
            return false;
        }
        TypeElement owner = (TypeElement) Objects.requireNonNull(field.getEnclosingElement());
        if (has(owner, OF_KOTLIN)) {
            return Stream.concat(Stream.of(field), getters(owner, field)).anyMatch(it -> has(it, NOT_NULL_OF_KOTLIN));
        }
        return field.asType().getKind() != TypeKind.TYPEVAR && isVisible(owner) && isMarked(owner);
    }

    private static boolean isNullable(VariableElement field) {
        return Stream.<AnnotatedConstruct>of(field, field.asType())
                .flatMap(annotated -> annotated.getAnnotationMirrors().stream())
                .anyMatch(mirror -> mirror.getAnnotationType()
                        .asElement()
                        .getSimpleName()
                        .contentEquals(Nullable.class.getSimpleName()));
    }

    private static boolean isNullUntilInserted(VariableElement field) {
        Column column = field.getAnnotation(Column.class);
        return column != null && (column.generated() || column.defaulted() || !column.insertable());
    }

    private boolean isVisible(TypeElement owner) {
        return symbols.isSource(owner) || Runtime.version().feature() >= READS_TYPE_ANNOTATIONS;
    }

    private boolean isMarked(TypeElement owner) {
        for (Element scope = owner; scope != null; scope = enclosing(scope)) {
            if (AnnotationValues.has(scope, NullUnmarked.class)) {
                return false;
            }
            if (AnnotationValues.has(scope, NullMarked.class)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Element enclosing(Element scope) {
        return scope instanceof PackageElement place
                ? symbols.elements().getModuleOf(place)
                : scope.getEnclosingElement();
    }

    /** Return the getters that a field of Kotlin may have, which tell more of a {@code lateinit} than the field. */
    private static Stream<? extends Element> getters(TypeElement owner, VariableElement field) {
        String name = Names.capitalized(field.getSimpleName().toString());
        return ElementFilter.methodsIn(owner.getEnclosedElements()).stream()
                .filter(method -> !method.getModifiers().contains(Modifier.STATIC)
                        && method.getParameters().isEmpty()
                        && method.getSimpleName().contentEquals("get" + name));
    }

    private static boolean has(Element element, String annotation) {
        return element.getAnnotationMirrors().stream()
                .anyMatch(mirror -> Symbols.name(mirror.getAnnotationType()).equals(annotation));
    }
}
