package io.fluxrecord.processor.read;

import com.palantir.javapoet.TypeName;
import io.fluxrecord.processor.report.CompileError;
import io.fluxrecord.processor.report.Problems;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** The model that is being read: what all its readers look at, and where they put what is wrong. */
record ModelScope(TypeElement model, Symbols symbols, Problems problems) {

    DeclaredType type() {
        return (DeclaredType) model.asType();
    }

    /** Return the package of the generated class. */
    PackageElement place() {
        return symbols.elements().getPackageOf(model);
    }

    void problem(CompileError error, Element element, Object... arguments) {
        problems.add(error, element, arguments);
    }

    /** Return the type of a field or method as a member of the model, type variables of superclasses resolved. */
    TypeMirror member(Element element) {
        return symbols.member(model, element);
    }

    /** Return how messages call a member. */
    static String describe(Element member) {
        return member.getEnclosingElement() instanceof TypeElement owner
                ? owner.getQualifiedName() + "." + member.getSimpleName()
                : member.toString();
    }

    /** Return how messages call a type. */
    static String describe(TypeMirror type) {
        return TypeName.get(type).toString();
    }

    /** Report a type that generated code would have to name but cannot, and return whether it can. */
    boolean canName(TypeMirror type, VariableElement user) {
        if (type.getKind() == TypeKind.ARRAY) {
            return canName(((ArrayType) type).getComponentType(), user);
        }
        if (type.getKind() != TypeKind.DECLARED) {
            return true;
        }
        TypeElement element = Symbols.element(type);
        if (!symbols.isAccessible(element, place())) {
            boolean near = symbols.elements().getPackageOf(element).equals(place());
            problem(
                    CompileError.INACCESSIBLE_TYPE,
                    user,
                    describe(user),
                    element.getQualifiedName(),
                    place().getQualifiedName(),
                    near ? "package-private or wider" : "public");
            return false;
        }
        return ((DeclaredType) type).getTypeArguments().stream().allMatch(argument -> canName(argument, user));
    }
}
