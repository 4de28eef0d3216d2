package io.fluxrecord.processor.read;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;

/**
 * What Lombok's {@code @FieldDefaults} makes of the fields of a class: it changes them in the compiler's tree, where no
 * other processor sees it.
 */
final class FieldDefaults {

    private static final String ANNOTATION = "lombok.experimental.FieldDefaults";

    private static final Set<Modifier> ACCESS = Set.of(Modifier.PUBLIC, Modifier.PROTECTED, Modifier.PRIVATE);

    private FieldDefaults() {}

    static boolean makePrivate(VariableElement field) {
        return field.getModifiers().stream().noneMatch(ACCESS::contains)
                && !isAnnotated(field, "lombok.experimental.PackagePrivate")
                && says(field, "level", "PRIVATE");
    }

    static boolean makeFinal(VariableElement field) {
        return !isAnnotated(field, "lombok.experimental.NonFinal") && says(field, "makeFinal", "true");
    }

    private static boolean isAnnotated(Element element, String annotation) {
        return mirror(element, annotation).isPresent();
    }

    private static boolean says(VariableElement field, String member, String value) {
        return mirror(Objects.requireNonNull(field.getEnclosingElement()), ANNOTATION).stream()
                .flatMap(mirror -> mirror.getElementValues().entrySet().stream())
                .filter(entry -> entry.getKey().getSimpleName().contentEquals(member))
                .map(Map.Entry<? extends ExecutableElement, ? extends AnnotationValue>::getValue)
                .map(written -> written.getValue() instanceof Element constant
                        ? constant.getSimpleName().toString()
                        : String.valueOf(written.getValue()))
                .anyMatch(value::equals);
    }

    private static Optional<? extends AnnotationMirror> mirror(Element element, String annotation) {
        return element.getAnnotationMirrors().stream()
                .filter(mirror -> Symbols.name(mirror.getAnnotationType()).equals(annotation))
                .findFirst();
    }
}
