package io.fluxrecord.processor.read;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.ReadOnlyRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** What the compiler knows, asked in the words of this processor. Good for one round. */
public final class Symbols {

    private static final List<Class<?>> BASES = List.of(ActiveRecord.class, ReadOnlyRecord.class);

    private final Elements elements;
    private final Types types;
    private final Predicate<TypeElement> isSource;

    /**
     * Ask the compiler.
     *
     * @param isSource whether a top-level type is being compiled, rather than read from a class file
     */
    public Symbols(ProcessingEnvironment environment, Predicate<TypeElement> isSource) {
        elements = environment.getElementUtils();
        types = environment.getTypeUtils();
        this.isSource = isSource;
    }

    /** Return whether a type is being compiled, rather than read from a class file. */
    boolean isSource(TypeElement type) {
        return outwards(type).anyMatch(isSource);
    }

    Elements elements() {
        return elements;
    }

    Types types() {
        return types;
    }

    /** Return whether the class path has Fluxrecord at all. */
    public boolean hasFluxrecord() {
        return type(ActiveRecord.class) != null;
    }

    /**
     * Return whether a type is a class that extends {@code ActiveRecord} or {@code ReadOnlyRecord}, abstract or not.
     */
    boolean isRecord(TypeElement type) {
        return type.getKind() == ElementKind.CLASS
                && !isBase(type)
                && BASES.stream().anyMatch(base -> isAssignable(type.asType(), base));
    }

    private boolean isBase(TypeElement type) {
        return BASES.stream().anyMatch(base -> isNamed(type, base));
    }

    /** Return whether records of a model are only read. */
    boolean isReadOnly(TypeElement model) {
        return isAssignable(model.asType(), ReadOnlyRecord.class);
    }

    /** Return whether a type is a model: a record that can be made. */
    boolean isModel(TypeElement type) {
        return isRecord(type) && !type.getModifiers().contains(Modifier.ABSTRACT);
    }

    boolean isNamed(TypeElement type, Class<?> named) {
        return type.getQualifiedName().contentEquals(Objects.requireNonNull(named.getCanonicalName()));
    }

    boolean isAssignable(TypeMirror type, Class<?> target) {
        TypeElement element = type(target);
        return element != null && types.isAssignable(types.erasure(type), types.erasure(element.asType()));
    }

    @Nullable
    TypeElement type(Class<?> named) {
        return elements.getTypeElement(Objects.requireNonNull(named.getCanonicalName()));
    }

    /** Return the name of a declared type without its arguments; empty for any other. */
    static String name(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                ? element(type).getQualifiedName().toString()
                : "";
    }

    static TypeElement element(TypeMirror declared) {
        return (TypeElement) ((DeclaredType) declared).asElement();
    }

    /**
     * Return the classes of a record from below {@code ActiveRecord} or {@code ReadOnlyRecord} down to itself, with
     * their type arguments.
     */
    List<DeclaredType> classes(TypeElement record) {
        List<DeclaredType> classes = new ArrayList<>();
        DeclaredType type = (DeclaredType) record.asType();
        while (!isBase(element(type))) {
            classes.add(0, type);
            type = superclass(type);
        }
        return classes;
    }

    /** Return {@code ActiveRecord} or {@code ReadOnlyRecord} with the type argument that a record gives it. */
    DeclaredType base(TypeElement record) {
        return superclass(classes(record).get(0));
    }

    private DeclaredType superclass(DeclaredType type) {
        return (DeclaredType) types.directSupertypes(type).get(0);
    }

    /** Return the type of a field or method as a member of a class, type variables of superclasses resolved. */
    TypeMirror member(TypeElement owner, Element element) {
        return types.asMemberOf((DeclaredType) owner.asType(), element);
    }

    /** Return a type and the types around it, from the inside out. */
    static Stream<TypeElement> outwards(TypeElement type) {
        return Stream.iterate(
                type,
                Objects::nonNull,
                inner -> inner.getEnclosingElement() instanceof TypeElement outer ? outer : null);
    }

    /** Return whether code in a package may name a type. */
    boolean isAccessible(TypeElement type, PackageElement from) {
        return outwards(type).allMatch(each -> isDeclaredAccessible(each, from));
    }

    /**
     * Return whether code in a package may use a field, method or constructor of a type that it can name. What a model
     * inherits is reached through the model, so the superclass itself need not be accessible.
     */
    boolean isDeclaredAccessible(Element element, PackageElement from) {
        Set<Modifier> modifiers = element.getModifiers();
        return modifiers.contains(Modifier.PUBLIC) || (!modifiers.contains(Modifier.PRIVATE) && isIn(element, from));
    }

    private boolean isIn(Element element, PackageElement from) {
        return elements.getPackageOf(element).equals(from);
    }

    /** Return whether generated code in a package can call {@code new Type()}. */
    boolean isConstructible(TypeElement type, PackageElement from) {
        return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .anyMatch(constructor -> constructor.getParameters().isEmpty()
                        && isDeclaredAccessible(constructor, from)
                        && !throwsChecked(constructor));
    }

    boolean throwsChecked(ExecutableElement method) {
        return method.getThrownTypes().stream()
                .anyMatch(
                        thrown -> !isAssignable(thrown, RuntimeException.class) && !isAssignable(thrown, Error.class));
    }

    /** Return the supertype of a type that is a given generic interface, with its arguments. */
    Optional<DeclaredType> supertype(TypeMirror type, Class<?> generic) {
        if (name(type).equals(generic.getCanonicalName())) {
            return Optional.of((DeclaredType) type);
        }
        return types.directSupertypes(type).stream()
                .flatMap(direct -> supertype(direct, generic).stream())
                .findFirst();
    }

    /** Return the type of a name as a source file writes it, which need not exist any more; null when it does not. */
    public @Nullable TypeElement find(String canonicalName) {
        return elements.getTypeElement(canonicalName);
    }

    /** Return whether {@code @Generated} can be used where a type is: a module may not read {@code java.compiler}. */
    boolean hasGenerated(TypeElement where) {
        return elements.getTypeElement(elements.getModuleOf(where), Generated.class.getCanonicalName()) != null;
    }

    boolean isInNamedModule(TypeElement type) {
        return !elements.getModuleOf(type).isUnnamed();
    }

    TypeMirror boxed(TypeMirror type) {
        return type.getKind().isPrimitive()
                ? types.boxedClass(types.getPrimitiveType(type.getKind())).asType()
                : type;
    }
}
