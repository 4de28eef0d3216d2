package io.fluxrecord.processor.read;

import com.palantir.javapoet.TypeName;
import io.fluxrecord.annotation.Convert;
import io.fluxrecord.annotation.Embedded;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Sequence;
import io.fluxrecord.annotation.Transient;
import io.fluxrecord.generated.Role;
import io.fluxrecord.processor.plan.ColumnPlan;
import io.fluxrecord.processor.plan.Place;
import io.fluxrecord.processor.plan.Storage;
import io.fluxrecord.processor.report.CompileError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * Reads a field of a Java record type, each component of which has a column. A canonical constructor is at least as
 * accessible as its record (JLS 8.10.4), so there is nothing to check about it.
 */
final class EmbeddedReader {

    private final ModelScope scope;
    private final Definitions definitions;

    EmbeddedReader(ModelScope scope, Definitions definitions) {
        this.scope = scope;
        this.definitions = definitions;
    }

    List<Declared> read(VariableElement field, TypeMirror type, Place.Reachable place) {
        if (type.getKind() != TypeKind.DECLARED
                || Symbols.element(type).getKind() != ElementKind.RECORD
                || Symbols.element(type).getRecordComponents().isEmpty()) {
            problem(CompileError.EMBEDDED_TYPE, field, ModelScope.describe(type));
            return List.of();
        }
        TypeElement element = Symbols.element(type);
        if (!scope.canName(type, field)) {
            return List.of();
        }
        String property = field.getSimpleName().toString();
        Place.Embedded whole = new Place.Embedded(property, TypeName.get(type), place);
        List<Declared> columns = new ArrayList<>();
        for (RecordComponentElement component : element.getRecordComponents()) {
            component(field, (DeclaredType) type, component, whole).ifPresent(columns::add);
        }
        return columns;
    }

    private Optional<Declared> component(
            VariableElement field, DeclaredType owner, RecordComponentElement component, Place.Embedded whole) {
        ExecutableType accessor = (ExecutableType) scope.symbols().types().asMemberOf(owner, component.getAccessor());
        TypeMirror type = accessor.getReturnType();
        VariableElement definition = field(Symbols.element(owner), component);
        String name = component.getSimpleName().toString();
        String property = whole.property() + Names.capitalized(name);
        Optional<String> refusal = refusal(definition);
        Optional<Storage> storage =
                refusal.isPresent() ? Optional.empty() : new StorageReader(scope).find(definition, type, property);
        if (storage.isEmpty()) {
            problem(
                    CompileError.EMBEDDED_COMPONENT,
                    field,
                    component.getSimpleName(),
                    ModelScope.describe(owner),
                    refusal.orElse("no column stores a " + ModelScope.describe(type)));
            return Optional.empty();
        }
        if (!scope.canName(type, field)) {
            return Optional.empty();
        }
        return new StorageReader(scope)
                .asAnnotated(definition, type, storage.get())
                .map(stored -> new Declared(
                        new ColumnPlan(
                                property,
                                TypeName.get(type),
                                stored,
                                new Place.Component(whole, name),
                                Role.PLAIN,
                                definitions.read(definition, property, stored, isNullable(field, definition))),
                        field));
    }

    /** A component is null where the whole is. */
    private boolean isNullable(VariableElement whole, VariableElement component) {
        Nullness nullness = new Nullness(scope.symbols());
        return !nullness.isNonNull(whole) || !nullness.isNonNull(component);
    }

    private static Optional<String> refusal(VariableElement component) {
        return Stream.of(Embedded.class, Convert.class, Id.class, Sequence.class, Transient.class)
                .filter(annotation -> AnnotationValues.has(component, annotation))
                .map(annotation -> "it is @" + annotation.getSimpleName())
                .findFirst();
    }

    /** Return the field behind a component, to which annotations with the target FIELD go. */
    private static VariableElement field(TypeElement owner, RecordComponentElement component) {
        return ElementFilter.fieldsIn(owner.getEnclosedElements()).stream()
                .filter(field -> field.getSimpleName().equals(component.getSimpleName()))
                .findFirst()
                .orElseThrow();
    }

    private void problem(CompileError error, VariableElement field, Object... arguments) {
        Object[] all = Stream.concat(Stream.of(ModelScope.describe(field)), Stream.of(arguments))
                .toArray();
        scope.problem(error, field, all);
    }
}
