package io.fluxrecord.processor.read;

import io.fluxrecord.annotation.MappedSuperclass;
import io.fluxrecord.processor.report.CompileError;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** What a class must be to be a model, its properties aside. */
final class ClassRules {

    private final ModelScope scope;
    private final TypeElement model;

    ClassRules(ModelScope scope) {
        this.scope = scope;
        model = scope.model();
    }

    /** Report what makes the class no model. */
    void check() {
        if (!model.getTypeParameters().isEmpty()) {
            problem(CompileError.GENERIC_MODEL);
            return;
        }
        if (model.getNestingKind() == NestingKind.MEMBER
                && !model.getModifiers().contains(Modifier.STATIC)) {
            problem(CompileError.INNER_MODEL);
        }
        privateType()
                .ifPresentOrElse(
                        type -> problem(CompileError.PRIVATE_MODEL, type.getSimpleName()), this::checkConstructor);
        extendedModel()
                .ifPresentOrElse(
                        parent -> problem(CompileError.EXTENDED_MODEL, parent.getQualifiedName()), this::checkSelfType);
        superclasses().forEach(this::checkMarked);
        scope.symbols().classes(model).stream().map(Symbols::element).forEach(this::checkEquality);
    }

    private Stream<TypeElement> superclasses() {
        return scope.symbols().classes(model).stream().map(Symbols::element).filter(type -> !type.equals(model));
    }

    private Optional<TypeElement> privateType() {
        return Symbols.outwards(model)
                .filter(type -> type.getModifiers().contains(Modifier.PRIVATE))
                .findFirst();
    }

    private void checkConstructor() {
        if (!scope.symbols().isConstructible(model, scope.place())) {
            problem(CompileError.NO_CONSTRUCTOR);
        }
    }

    private Optional<TypeElement> extendedModel() {
        return superclasses().filter(scope.symbols()::isModel).reduce((upper, lower) -> lower);
    }

    private void checkSelfType() {
        DeclaredType base = scope.symbols().base(model);
        List<? extends TypeMirror> arguments = base.getTypeArguments();
        String name = Symbols.element(base).getSimpleName().toString();
        if (arguments.isEmpty()) {
            problem(CompileError.SELF_TYPE, "a raw " + name, name, model.getSimpleName());
        } else if (!scope.symbols().types().isSameType(arguments.get(0), model.asType())) {
            String found = name + "<" + ModelScope.describe(arguments.get(0)) + ">";
            problem(CompileError.SELF_TYPE, found, name, model.getSimpleName());
        }
    }

    private void checkMarked(TypeElement superclass) {
        boolean hasColumns = ElementFilter.fieldsIn(superclass.getEnclosedElements()).stream()
                .anyMatch(FieldReader::isStored);
        boolean marked = AnnotationValues.has(superclass, MappedSuperclass.class);
        if (hasColumns && !marked && !scope.symbols().isModel(superclass)) {
            scope.problem(CompileError.UNMARKED_SUPERCLASS, superclass, superclass.getQualifiedName());
        }
    }

    private void checkEquality(TypeElement type) {
        ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .filter(ClassRules::isOfEquality)
                .filter(method -> !isSuppressed(method) && !isSuppressed(type))
                .findFirst()
                .ifPresent(method -> scope.problem(
                        CompileError.OVERRIDDEN_EQUALITY,
                        method,
                        type.getQualifiedName(),
                        method,
                        usesLombok(type) ? "let Lombok make no more than @Getter and @Setter" : "remove it"));
    }

    private static boolean isOfEquality(ExecutableElement method) {
        return method.getSimpleName().contentEquals("hashCode")
                ? method.getParameters().isEmpty()
                : method.getSimpleName().contentEquals("equals")
                        && method.getParameters().size() == 1
                        && Symbols.name(method.getParameters().get(0).asType()).equals("java.lang.Object");
    }

    private static boolean isSuppressed(Element element) {
        SuppressWarnings suppressed = element.getAnnotation(SuppressWarnings.class);
        return suppressed != null
                && Arrays.asList(suppressed.value()).contains(CompileError.OVERRIDDEN_EQUALITY.code());
    }

    private static boolean usesLombok(TypeElement type) {
        return type.getAnnotationMirrors().stream()
                .anyMatch(mirror -> Symbols.name(mirror.getAnnotationType()).startsWith("lombok."));
    }

    private void problem(CompileError error, Object... arguments) {
        Object[] all = Stream.concat(Stream.of(model.getQualifiedName()), Stream.of(arguments))
                .toArray();
        scope.problem(error, model, all);
    }
}
