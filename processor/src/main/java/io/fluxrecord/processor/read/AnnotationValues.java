package io.fluxrecord.processor.read;

import java.lang.annotation.Annotation;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.type.DeclaredType;

/** What an annotation says in so many words: its classes, and what is written out though it is the default. */
final class AnnotationValues {

    private AnnotationValues() {}

    static boolean has(Element element, Class<? extends Annotation> type) {
        return mirror(element, type).isPresent();
    }

    static Optional<AnnotationMirror> mirror(Element element, Class<? extends Annotation> type) {
        return element.getAnnotationMirrors().stream()
                .filter(mirror -> Symbols.name(mirror.getAnnotationType()).equals(type.getCanonicalName()))
                .map(mirror -> (AnnotationMirror) mirror)
                .findFirst();
    }

    /** Return the class that an annotation names. */
    static DeclaredType classValue(Element element, Class<? extends Annotation> type) {
        return (DeclaredType) written(element, type, "value").orElseThrow();
    }

    /** Return whether an annotation spells out a blank text. */
    static boolean isBlank(Element element, Class<? extends Annotation> type, String member) {
        return written(element, type, member)
                .filter(value -> value.toString().isBlank())
                .isPresent();
    }

    /** Return whether an annotation spells out a member, be it that it is the default. */
    static boolean isWritten(Element element, Class<? extends Annotation> type, String member) {
        return written(element, type, member).isPresent();
    }

    private static Optional<Object> written(Element element, Class<? extends Annotation> type, String member) {
        return mirror(element, type).stream()
                .flatMap(mirror -> mirror.getElementValues().entrySet().stream())
                .filter(entry -> entry.getKey().getSimpleName().contentEquals(member))
                .map(entry -> entry.getValue().getValue())
                .findFirst();
    }
}
