package io.fluxrecord;

import io.fluxrecord.generated.ForeignKey;
import io.fluxrecord.generated.MappedProperty;
import io.fluxrecord.generated.Role;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SchemaStatement.CreateTable;
import io.fluxrecord.sql.SchemaStatement.Definition;
import io.fluxrecord.sql.SchemaStatement.ForeignKeyConstraint;
import io.fluxrecord.sql.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The tables of some models, in an order in which they can be made: a table after those that it refers to, else as the
 * models are given. Where tables refer to each other in a circle, a foreign key has to wait until all of them are
 * there.
 */
final class TablesOfModels {

    private final Map<Class<?>, Mapping<?>> asked = new LinkedHashMap<>();
    private final Map<Class<?>, CreateTable> made = new LinkedHashMap<>();
    private final Set<Class<?>> begun = new HashSet<>();
    private final List<ForeignKeyConstraint> later = new ArrayList<>();

    TablesOfModels(List<Mapping<?>> models) {
        models.forEach(model -> asked.put(model.type(), model));
        models.forEach(this::make);
    }

    /** Return the models in the order of their tables. */
    List<Mapping<?>> models() {
        List<Mapping<?>> models = new ArrayList<>();
        made.keySet().forEach(type -> models.add(asked.get(type)));
        return models;
    }

    /** Return the table of a model, with the foreign keys that can be made with it. */
    CreateTable table(Mapping<?> model) {
        return Objects.requireNonNull(made.get(model.type()));
    }

    /** Return the table of a model by its name. */
    CreateTable table(Table name) {
        return made.values().stream()
                .filter(table -> table.table().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Return the foreign keys that have to wait for all tables. */
    List<ForeignKeyConstraint> later() {
        return later;
    }

    private void make(Mapping<?> model) {
        if (!begun.add(model.type())) {
            return;
        }
        List<ForeignKeyConstraint> now = new ArrayList<>();
        for (ForeignKey foreignKey : model.generated().foreignKeys()) {
            Class<?> target = foreignKey.target();
            Mapping<?> other = asked.get(target);
            if (other != null) {
                make(other);
            }
            boolean waits = other != null && other != model && !made.containsKey(target);
            constraint(foreignKey).forEach(waits ? later::add : now::add);
        }
        made.put(model.type(), table(model, now));
    }

    private static Stream<ForeignKeyConstraint> constraint(ForeignKey foreignKey) {
        return Schema.referable(foreignKey.target())
                .map(target -> new ForeignKeyConstraint(foreignKey.columns(), key(target)))
                .stream();
    }

    private static List<Column> key(Mapping<?> mapping) {
        return Arrays.stream(mapping.keyColumns()).mapToObj(mapping::column).toList();
    }

    private static CreateTable table(Mapping<?> mapping, List<ForeignKeyConstraint> foreignKeys) {
        List<Definition> columns = mapping.properties().stream()
                .map(property ->
                        new Definition(property.column(), property.role() == Role.IDENTITY, mapping.sequence()))
                .toList();
        List<Column> key = mapping.properties().stream()
                .filter(property -> property.role().isKey())
                .map(MappedProperty::column)
                .toList();
        Column deletedAt = mapping.has(Role.DELETED_AT) ? mapping.column(mapping.indexOf(Role.DELETED_AT)) : null;
        return new CreateTable(mapping.table(), columns, key, foreignKeys, deletedAt);
    }
}
