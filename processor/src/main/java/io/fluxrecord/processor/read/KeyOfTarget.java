package io.fluxrecord.processor.read;

import com.palantir.javapoet.TypeName;
import io.fluxrecord.generated.Role;
import io.fluxrecord.processor.plan.ColumnPlan;
import io.fluxrecord.processor.plan.Place;
import io.fluxrecord.processor.plan.Storage;
import io.fluxrecord.processor.report.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Reads the key of a model that others refer to, and no more of it; what is wrong with it is reported with it. */
final class KeyOfTarget {

    private final Symbols symbols;
    private final List<TypeElement> path;

    /**
     * Read keys.
     *
     * @param path the models whose keys are made of the one that is read
     */
    KeyOfTarget(Symbols symbols, List<TypeElement> path) {
        this.symbols = symbols;
        this.path = path;
    }

    /** Return whether the key of a model is made of itself. */
    boolean isCircular(TypeElement target) {
        return path.contains(target)
                || ids(target).stream()
                        .map(field -> RelationTypes.target(symbols.member(target, field)))
                        .flatMap(Optional::stream)
                        .anyMatch(other -> beyond(target).isCircular(other));
    }

    private KeyOfTarget beyond(TypeElement target) {
        List<TypeElement> longer = new ArrayList<>(path);
        longer.add(target);
        return new KeyOfTarget(symbols, longer);
    }

    /** Return the columns of the key of a model, which is not circular. */
    List<KeyPart> read(TypeElement target) {
        ModelScope scope = new ModelScope(target, symbols, new Problems());
        Renames renames = new Renames(scope);
        List<KeyPart> parts = new ArrayList<>();
        for (Declared declared : new MixinReader(scope, renames).key()) {
            TypeElement uuid = Objects.requireNonNull(symbols.type(UUID.class));
            parts.add(new KeyPart(declared.column(), uuid.asType()));
        }
        ids(target).forEach(field -> parts.addAll(parts(scope, renames, field)));
        Map<String, KeyPart> distinct = new LinkedHashMap<>();
        parts.forEach(
                part -> distinct.putIfAbsent(part.column().definition().name().toLowerCase(Locale.ROOT), part));
        return List.copyOf(distinct.values());
    }

    private List<KeyPart> parts(ModelScope scope, Renames renames, VariableElement field) {
        TypeMirror type = scope.member(field);
        String property = field.getSimpleName().toString();
        Optional<TypeElement> other = RelationTypes.target(type);
        if (RelationTypes.isOne(type)) {
            return other.map(this::read)
                    .map(key -> new ForeignKeyColumns(scope, renames).of(field, key, new Place.Field(property)))
                    .orElse(List.of());
        }
        Optional<Storage> storage = new StorageReader(scope).read(field, type, property);
        return storage
                .map(stored -> new KeyPart(
                        new ColumnPlan(
                                property,
                                TypeName.get(type),
                                stored,
                                new Place.Field(property),
                                Role.KEY,
                                new Definitions(scope, renames).read(field, property, stored, false)),
                        type))
                .stream()
                .toList();
    }

    private List<VariableElement> ids(TypeElement target) {
        List<VariableElement> ids = new ArrayList<>();
        for (DeclaredType type : symbols.classes(target)) {
            ElementFilter.fieldsIn(type.asElement().getEnclosedElements()).stream()
                    .filter(field -> FieldReader.isStored(field) && KeyReader.isId(field))
                    .forEach(ids::add);
        }
        return ids;
    }
}
