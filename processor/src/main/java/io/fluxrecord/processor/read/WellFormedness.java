package io.fluxrecord.processor.read;

import io.fluxrecord.annotation.Convert;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * Tells whether the compiler knows everything that the reading of a type looks at. Another processor may yet write a
 * missing class, so a type that is not well-formed waits for a later round; if none comes, the compiler itself reports
 * what is missing.
 */
public final class WellFormedness {

    private final Map<String, Boolean> known = new HashMap<>();

    /** Return whether a type can be read now. */
    public boolean holds(TypeElement type) {
        String name = type.getQualifiedName().toString();
        if (name.startsWith("java.")) {
            return true;
        }
        Boolean before = known.putIfAbsent(name, true);
        if (before != null) {
            return before;
        }
        boolean holds = isKnownAbove(type) && hasKnownFields(type) && hasKnownAnnotations(type);
        known.put(name, holds);
        return holds;
    }

    private boolean isKnownAbove(TypeElement type) {
        return Stream.concat(Stream.of(type.getSuperclass()), type.getInterfaces().stream())
                .allMatch(above ->
                        isKnown(above) && (above.getKind() != TypeKind.DECLARED || holds(Symbols.element(above))));
    }

    private boolean hasKnownFields(TypeElement type) {
        return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                .map(VariableElement::asType)
                .allMatch(field -> isKnown(field)
                        && (!isJavaRecord(field) || holds(Symbols.element(field)))
                        && RelationTypes.target(field).stream().allMatch(this::hasKnownKey));
    }

    /** Of a model that is referred to, the key is read, and what is above it. */
    private boolean hasKnownKey(TypeElement target) {
        return isKnownAbove(target)
                && ElementFilter.fieldsIn(target.getEnclosedElements()).stream()
                        .filter(KeyReader::isId)
                        .allMatch(field -> isKnown(field.asType())
                                && field.getAnnotationMirrors().stream().allMatch(this::isKnown));
    }

    private static boolean isJavaRecord(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED && Symbols.element(type).getKind() == ElementKind.RECORD;
    }

    // The signatures of methods do not matter, and may well name a class that is generated because of this one.
    private boolean hasKnownAnnotations(TypeElement type) {
        return Stream.concat(Stream.of(type), type.getEnclosedElements().stream())
                .flatMap(element -> element.getAnnotationMirrors().stream())
                .allMatch(this::isKnown);
    }

    private boolean isKnown(AnnotationMirror mirror) {
        boolean converts = Symbols.name(mirror.getAnnotationType()).equals(Convert.class.getName());
        return mirror.getAnnotationType().getKind() != TypeKind.ERROR
                && mirror.getElementValues().values().stream().allMatch(value -> isKnown(value, converts));
    }

    private boolean isKnown(AnnotationValue value, boolean read) {
        if (value.getValue() instanceof TypeMirror type) {
            return isKnown(type) && !(read && type.getKind() == TypeKind.DECLARED && !holds(Symbols.element(type)));
        }
        // The compiler puts this in the place of what it cannot make sense of.
        return !value.toString().contains("<error>");
    }

    private boolean isKnown(TypeMirror type) {
        return switch (type.getKind()) {
            case ERROR -> false;
            case ARRAY -> isKnown(((ArrayType) type).getComponentType());
            case DECLARED -> ((DeclaredType) type).getTypeArguments().stream().allMatch(this::isKnown);
            default -> true;
        };
    }
}
