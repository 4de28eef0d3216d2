package io.fluxrecord.processor.read;

import io.fluxrecord.Many;
import io.fluxrecord.One;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Which types of properties are relations, and to what. */
final class RelationTypes {

    private RelationTypes() {}

    static boolean isRelation(TypeMirror type) {
        return isOne(type) || isMany(type);
    }

    static boolean isOne(TypeMirror type) {
        return Symbols.name(type).equals(One.class.getName());
    }

    static boolean isMany(TypeMirror type) {
        return Symbols.name(type).equals(Many.class.getName());
    }

    /** Return the class that a relation leads to; nothing if the type is no relation, or does not say. */
    static Optional<TypeElement> target(TypeMirror type) {
        if (!isRelation(type)) {
            return Optional.empty();
        }
        List<? extends TypeMirror> arguments = ((DeclaredType) type).getTypeArguments();
        return arguments.size() == 1 && arguments.get(0).getKind() == TypeKind.DECLARED
                ? Optional.of(Symbols.element(arguments.get(0)))
                : Optional.empty();
    }
}
