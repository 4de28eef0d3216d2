package io.fluxrecord.processor.read;

import com.palantir.javapoet.TypeName;
import io.fluxrecord.CreatedAt;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.Timestamped;
import io.fluxrecord.UpdatedAt;
import io.fluxrecord.UuidKey;
import io.fluxrecord.Versioned;
import io.fluxrecord.generated.Role;
import io.fluxrecord.processor.plan.ColumnDefinition;
import io.fluxrecord.processor.plan.ColumnPlan;
import io.fluxrecord.processor.plan.Place;
import io.fluxrecord.processor.plan.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.lang.model.type.TypeMirror;

/** Reads Fluxrecord's own mixins, whose columns live in the state of every record. */
final class MixinReader {

    /** What a mixin extends comes after it, so that an error names the one that the model implements. */
    private static final List<Mixin> MIXINS = List.of(
            new Mixin(UuidKey.class, Set.of("id")),
            new Mixin(Versioned.class, Set.of("version")),
            new Mixin(Timestamped.class, Set.of("createdAt", "updatedAt")),
            new Mixin(CreatedAt.class, Set.of("createdAt")),
            new Mixin(UpdatedAt.class, Set.of("updatedAt")),
            new Mixin(SoftDeletable.class, Set.of("deletedAt")));

    private final ModelScope scope;
    private final Renames renames;

    MixinReader(ModelScope scope, Renames renames) {
        this.scope = scope;
        this.renames = renames;
    }

    boolean hasUuidKey() {
        return has(UuidKey.class);
    }

    List<Declared> key() {
        return hasUuidKey() ? List.of(column("id", UUID.class, Role.UUID_KEY)) : List.of();
    }

    /** Return the columns that come after all others. */
    List<Declared> columns() {
        List<Declared> columns = new ArrayList<>();
        if (has(Versioned.class)) {
            columns.add(column("version", Long.class, Role.VERSION));
        }
        if (has(CreatedAt.class)) {
            columns.add(column("createdAt", Instant.class, Role.CREATED_AT));
        }
        if (has(UpdatedAt.class)) {
            columns.add(column("updatedAt", Instant.class, Role.UPDATED_AT));
        }
        if (has(SoftDeletable.class)) {
            columns.add(column("deletedAt", Instant.class, Role.DELETED_AT));
        }
        return columns;
    }

    /** Return the mixin that has a property, for a field of that name to be refused; empty when there is none. */
    String owner(String property) {
        return MIXINS.stream()
                .filter(mixin -> has(mixin.type()) && mixin.properties().contains(property))
                .map(mixin -> mixin.type().getSimpleName())
                .findFirst()
                .orElse("");
    }

    private boolean has(Class<?> mixin) {
        return scope.symbols().isAssignable(scope.type(), mixin);
    }

    private Declared column(String property, Class<?> type, Role role) {
        TypeMirror mirror = Objects.requireNonNull(scope.symbols().type(type)).asType();
        Storage storage = StoredTypes.find(mirror).orElseThrow();
        String name = renames.column(property, Names.snake(property));
        int declared = renames.secondPrecision(property, SecondPrecision.DEFAULT);
        int digits = new SecondPrecision(scope, scope.model(), scope.model().getQualifiedName() + "." + property)
                .read(storage.sqlType(), declared);
        int scale = SecondPrecision.isTime(storage.sqlType()) ? digits : 0;
        ColumnDefinition definition = new ColumnDefinition(name, 0, 0, scale, role == Role.DELETED_AT, false);
        return new Declared(
                new ColumnPlan(property, TypeName.get(type), storage, new Place.State(), role, definition),
                scope.model());
    }

    private record Mixin(Class<?> type, Set<String> properties) {}
}
