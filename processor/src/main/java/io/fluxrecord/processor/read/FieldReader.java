package io.fluxrecord.processor.read;

import com.palantir.javapoet.TypeName;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Convert;
import io.fluxrecord.annotation.Embedded;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Inverse;
import io.fluxrecord.annotation.Sequence;
import io.fluxrecord.annotation.Transient;
import io.fluxrecord.annotation.UnknownAs;
import io.fluxrecord.generated.Role;
import io.fluxrecord.processor.plan.ColumnPlan;
import io.fluxrecord.processor.plan.Place;
import io.fluxrecord.processor.plan.Storage;
import io.fluxrecord.processor.report.CompileError;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/** Reads the fields of a model and of its mapped superclasses. */
final class FieldReader {

    private final ModelScope scope;
    private final MixinReader mixins;
    private final AttributeReader attributes;
    private final KeyReader key;
    private final Definitions definitions;
    private final AccessReader access;
    private final EmbeddedReader embedded;
    private final RelationReader relations;

    FieldReader(
            ModelScope scope,
            MixinReader mixins,
            AttributeReader attributes,
            KeyReader key,
            Definitions definitions,
            RelationReader relations) {
        this.relations = relations;
        this.scope = scope;
        this.mixins = mixins;
        this.attributes = attributes;
        this.key = key;
        this.definitions = definitions;
        access = new AccessReader(scope);
        embedded = new EmbeddedReader(scope, definitions);
    }

    /** Return whether a field is stored. */
    static boolean isStored(VariableElement field) {
        return !field.getModifiers().contains(Modifier.STATIC)
                && !field.getModifiers().contains(Modifier.TRANSIENT)
                && !AnnotationValues.has(field, Transient.class);
    }

    /** Report a field that is kept out of the table but annotated as if it were not. */
    static void checkUnstored(ModelScope scope, VariableElement field) {
        Stream.of(Id.class, Sequence.class, Column.class, Convert.class, Embedded.class, Inverse.class, UnknownAs.class)
                .filter(annotation -> AnnotationValues.has(field, annotation))
                .findFirst()
                .ifPresent(annotation -> contradiction(
                        scope,
                        field,
                        "is @" + annotation.getSimpleName() + " but static or transient",
                        "remove the one or the other"));
    }

    /** Return the columns of a stored field, none when a problem was reported. */
    List<Declared> read(VariableElement field) {
        String property = field.getSimpleName().toString();
        TypeMirror type = scope.member(field);
        boolean relation = RelationTypes.isRelation(type);
        if (!relation && (field.getModifiers().contains(Modifier.FINAL) || FieldDefaults.makeFinal(field))) {
            scope.problem(CompileError.FINAL_FIELD, field, ModelScope.describe(field));
            return List.of();
        }
        String mixin = mixins.owner(property).isEmpty() ? attributes.owner(property) : mixins.owner(property);
        if (!mixin.isEmpty()) {
            scope.problem(CompileError.SHADOWED_MIXIN, field, ModelScope.describe(field), mixin);
            return List.of();
        }
        if (relation) {
            return relations.read(field, type);
        }
        if (AnnotationValues.has(field, Inverse.class)) {
            contradiction(scope, field, "is @Inverse but no Many", "remove @Inverse");
            return List.of();
        }
        if (!key.accepts(field, type)) {
            return List.of();
        }
        return AnnotationValues.has(field, Embedded.class) ? embedded(field, type) : single(field, type, property);
    }

    private List<Declared> single(VariableElement field, TypeMirror type, String property) {
        Optional<Storage> storage = new StorageReader(scope).read(field, type, property);
        Optional<Place.Reachable> place = access.read(field, type);
        if (storage.isEmpty() || place.isEmpty() || !key.accepts(field, storage.get())) {
            return List.of();
        }
        Role role = key.role(field, storage.get());
        key.checkSequence(field, role);
        boolean nullable = role == Role.PLAIN && !new Nullness(scope.symbols()).isNonNull(field);
        return List.of(new Declared(
                new ColumnPlan(
                        property,
                        TypeName.get(type),
                        storage.get(),
                        place.get(),
                        role,
                        definitions.read(field, property, storage.get(), nullable)),
                field));
    }

    private List<Declared> embedded(VariableElement field, TypeMirror type) {
        for (Class<? extends Annotation> other :
                List.of(Convert.class, Column.class, Sequence.class, UnknownAs.class)) {
            if (AnnotationValues.has(field, other)) {
                String name = other.getSimpleName();
                contradiction(scope, field, "is both @Embedded and @" + name, remedy(other));
                return List.of();
            }
        }
        return access.read(field, type)
                .map(place -> embedded.read(field, type, place))
                .orElse(List.of());
    }

    private static String remedy(Class<? extends Annotation> beside) {
        if (beside == UnknownAs.class) {
            return "annotate the components";
        }
        return beside == Column.class
                ? "annotate the components, or rename columns with @Table(columns)"
                : "remove one of them";
    }

    private static void contradiction(ModelScope scope, VariableElement field, String what, String advice) {
        scope.problem(CompileError.CONTRADICTION, field, ModelScope.describe(field), what, advice);
    }
}
