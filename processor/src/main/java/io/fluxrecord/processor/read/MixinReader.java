package io.fluxrecord.processor.read;

import com.palantir.javapoet.TypeName;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.Timestamped;
import io.fluxrecord.UuidKey;
import io.fluxrecord.Versioned;
import io.fluxrecord.mapping.Role;
import io.fluxrecord.processor.plan.ColumnDefinition;
import io.fluxrecord.processor.plan.ColumnPlan;
import io.fluxrecord.processor.plan.Place;
import io.fluxrecord.processor.plan.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import javax.lang.model.type.TypeMirror;

/** Reads Fluxrecord's own mixins, whose columns live in the state of every record. */
final class MixinReader {

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
        if (has(Timestamped.class)) {
            columns.add(column("createdAt", Instant.class, Role.CREATED_AT));
            columns.add(column("updatedAt", Instant.class, Role.UPDATED_AT));
        }
        if (has(SoftDeletable.class)) {
            columns.add(column("deletedAt", Instant.class, Role.DELETED_AT));
        }
        return columns;
    }

    /** Return the mixin that has a property, for a field of that name to be refused; empty when there is none. */
    String owner(String property) {
        return Stream.of(UuidKey.class, Versioned.class, Timestamped.class, SoftDeletable.class)
                .filter(mixin -> has(mixin) && properties(mixin).contains(property))
                .map(Class::getSimpleName)
                .findFirst()
                .orElse("");
    }

    private static List<String> properties(Class<?> mixin) {
        if (mixin == Timestamped.class) {
            return List.of("createdAt", "updatedAt");
        }
        return List.of(mixin == UuidKey.class ? "id" : mixin == Versioned.class ? "version" : "deletedAt");
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
}
