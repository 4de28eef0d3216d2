package io.fluxrecord.processor.read;

import com.palantir.javapoet.ClassName;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Convert;
import io.fluxrecord.annotation.Embedded;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Inverse;
import io.fluxrecord.annotation.Sequence;
import io.fluxrecord.annotation.UnknownAs;
import io.fluxrecord.processor.plan.Conversion;
import io.fluxrecord.processor.plan.RelationPlan;
import io.fluxrecord.processor.report.CompileError;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Reads the fields that are relations to other models. */
final class RelationReader {

    private static final List<Class<? extends Annotation>> MISFITS =
            List.of(Embedded.class, Convert.class, Sequence.class, UnknownAs.class);

    private final ModelScope scope;
    private final Renames renames;
    private final AccessReader access;
    private final List<RelationPlan> relations = new ArrayList<>();
    private final List<VariableElement> origins = new ArrayList<>();

    RelationReader(ModelScope scope, Renames renames) {
        this.scope = scope;
        this.renames = renames;
        access = new AccessReader(scope);
    }

    /** Return what was read. */
    List<RelationPlan> relations() {
        return List.copyOf(relations);
    }

    /** Return the fields that were read. */
    List<VariableElement> origins() {
        return List.copyOf(origins);
    }

    /** Return the columns of a relation, none when it has none or a problem was reported. */
    List<Declared> read(VariableElement field, TypeMirror type) {
        Optional<TypeElement> target = target(field, type);
        if (target.isEmpty() || !isFinal(field, type, target.get()) || !hasRightAnnotations(field, type)) {
            return List.of();
        }
        origins.add(field);
        if (RelationTypes.isMany(type)) {
            many(field, target.get());
            return List.of();
        }
        return one(field, type, target.get());
    }

    private Optional<TypeElement> target(VariableElement field, TypeMirror type) {
        Optional<TypeElement> target = RelationTypes.target(type);
        if (target.isEmpty() || !scope.symbols().isModel(target.get())) {
            List<? extends TypeMirror> arguments = ((DeclaredType) type).getTypeArguments();
            String named = arguments.isEmpty() ? "nothing" : ModelScope.describe(arguments.get(0));
            problem(CompileError.RELATION_TARGET, field, named, "is no model");
            return Optional.empty();
        }
        return target.filter(element -> scope.canName(element.asType(), field));
    }

    private boolean isFinal(VariableElement field, TypeMirror type, TypeElement target) {
        if (field.getModifiers().contains(Modifier.FINAL) || FieldDefaults.makeFinal(field)) {
            return true;
        }
        boolean one = RelationTypes.isOne(type);
        problem(
                CompileError.RELATION_NOT_FINAL,
                field,
                (one ? "One<" : "Many<") + target.getSimpleName() + ">",
                field.getSimpleName(),
                one ? "one" : "many");
        return false;
    }

    private boolean hasRightAnnotations(VariableElement field, TypeMirror type) {
        boolean one = RelationTypes.isOne(type);
        Optional<String> misfit = Stream.concat(
                        MISFITS.stream(), one ? Stream.of(Inverse.class) : Stream.of(Column.class, Id.class))
                .filter(annotation -> AnnotationValues.has(field, annotation))
                .map(Class::getSimpleName)
                .findFirst();
        misfit.ifPresent(name -> contradiction(
                field, "is a relation to " + (one ? "one" : "many") + " and cannot be @" + name, "remove @" + name));
        return misfit.isEmpty();
    }

    private List<Declared> one(VariableElement field, TypeMirror type, TypeElement target) {
        KeyOfTarget reader =
                new KeyOfTarget(scope.symbols(), KeyReader.isId(field) ? List.of(scope.model()) : List.of());
        if (reader.isCircular(target)) {
            problem(CompileError.RELATION_TARGET, field, target.getQualifiedName(), "has a key that leads back to it");
            return List.of();
        }
        List<KeyPart> key = reader.read(target);
        if (key.isEmpty()) {
            problem(CompileError.RELATION_TARGET, field, target.getQualifiedName(), "has no key that can be read");
            return List.of();
        }
        if (!isNameable(field, key) || !isRightColumn(field, key.size())) {
            return List.of();
        }
        return access.readOnly(field, type)
                .map(place -> {
                    List<KeyPart> columns = new ForeignKeyColumns(scope, renames).of(field, key, place);
                    relations.add(new RelationPlan.ToOne(
                            field.getSimpleName().toString(),
                            ClassName.get(target),
                            place,
                            columns.stream()
                                    .map(part -> part.column().definition().name())
                                    .toList()));
                    return columns.stream()
                            .map(part -> new Declared(part.column(), field))
                            .toList();
                })
                .orElse(List.of());
    }

    private boolean isNameable(VariableElement field, List<KeyPart> key) {
        return key.stream().allMatch(part -> {
            Conversion conversion = part.column().storage().conversion().orElse(null);
            TypeElement converter = conversion instanceof Conversion.Custom custom
                    ? scope.symbols().find(custom.type().canonicalName())
                    : null;
            return scope.canName(part.type(), field) && (converter == null || scope.canName(converter.asType(), field));
        });
    }

    /** The other key says what is stored, so that no more than names and rules are left to say here. */
    private boolean isRightColumn(VariableElement field, int columns) {
        Column column = field.getAnnotation(Column.class);
        if (column == null) {
            return true;
        }
        Optional<String> told = Stream.of(
                        "length", "precision", "scale", "secondPrecision", "json", "defaulted", "generated", "type")
                .filter(member -> AnnotationValues.isWritten(field, Column.class, member))
                .findFirst();
        if (told.isPresent()) {
            contradiction(
                    field,
                    "is a relation and has a " + told.get() + " of its own",
                    "remove it; the key of the other model says what is stored");
        } else if (AnnotationValues.isBlank(field, Column.class, "value")) {
            problem(CompileError.EMPTY_NAME, field, "column");
        } else if (columns > 1 && !column.value().isEmpty()) {
            contradiction(field, "names one column for a key of several", "name each of them with @Table(columns)");
        } else if (columns > 1 && column.unique()) {
            contradiction(field, "is unique but has several columns", "make a unique index of them by hand");
        } else if (KeyReader.isId(field)
                && column.nullable()
                && AnnotationValues.isWritten(field, Column.class, "nullable")) {
            contradiction(field, "is part of the key but nullable", "remove the one or the other");
        } else {
            return true;
        }
        return false;
    }

    private void many(VariableElement field, TypeElement target) {
        Inverse inverse = field.getAnnotation(Inverse.class);
        String name = inverse == null ? "" : inverse.value();
        Optional<TypeMirror> other = scope.symbols().classes(target).stream()
                .flatMap(type -> ElementFilter.fieldsIn(type.asElement().getEnclosedElements()).stream())
                .filter(one -> one.getSimpleName().contentEquals(name))
                .map(one -> scope.symbols().member(target, one))
                .filter(RelationTypes::isOne)
                .reduce((upper, lower) -> lower);
        String problem = null;
        if (inverse == null) {
            problem = "has no @Inverse";
        } else if (other.isEmpty()) {
            problem = "is @Inverse(\"" + name + "\"), which is none";
        } else if (!other.flatMap(RelationTypes::target).equals(Optional.of(scope.model()))) {
            problem = "is @Inverse(\"" + name + "\"), which refers to another model";
        }
        if (problem != null) {
            problem(
                    CompileError.INVERSE,
                    field,
                    problem,
                    target.getQualifiedName(),
                    scope.model().getQualifiedName());
            return;
        }
        relations.add(new RelationPlan.ToMany(field.getSimpleName().toString(), ClassName.get(target), name));
    }

    private void contradiction(VariableElement field, String what, String advice) {
        problem(CompileError.CONTRADICTION, field, what, advice);
    }

    private void problem(CompileError error, VariableElement field, Object... arguments) {
        Object[] all = Stream.concat(Stream.of(ModelScope.describe(field)), Stream.of(arguments))
                .toArray();
        scope.problem(error, field, all);
    }
}
