package io.fluxrecord.generate;

import io.fluxrecord.catalog.CatalogForeignKey;
import io.fluxrecord.catalog.CatalogTable;
import io.fluxrecord.generate.PropertyPlan.KeyRole;
import io.fluxrecord.generate.PropertyPlan.Made;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A model that gets relations in the place of columns, or beside them. Not for several threads at once. */
final class ModelDraft {

    private final TablePlan plan;
    private final List<FieldPlan> fields;
    private final Map<String, PropertyPlan> plain = new LinkedHashMap<>();
    private final Map<String, List<KeyColumn>> keys = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();

    ModelDraft(TablePlan plan) {
        this.plan = plan;
        fields = new ArrayList<>(plan.fields());
        plan.properties().forEach(property -> plain.put(property.column().name(), property));
        plan.properties().forEach(property -> names.add(property.name()));
    }

    /**
     * A column of a key, as a model that refers to it needs to know it.
     *
     * @param property its property, be it of a relation
     */
    record KeyColumn(String property, String column) {}

    TablePlan plan() {
        return plan.with(fields);
    }

    CatalogTable table() {
        return plan.table();
    }

    String model() {
        return plan.name();
    }

    /** Return the columns of the key in the order of the model; none where it has none. */
    List<KeyColumn> key() {
        List<KeyColumn> key = new ArrayList<>();
        for (FieldPlan field : fields) {
            if (field instanceof PropertyPlan property && property.key() != KeyRole.NONE) {
                key.add(new KeyColumn(property.name(), property.column().name()));
            } else if (field instanceof OnePlan one && one.key()) {
                key.addAll(keys.getOrDefault(one.name(), List.of()));
            }
        }
        return key;
    }

    /** Return the property that a column had before relations came; null if it is not mapped. */
    @Nullable
    PropertyPlan property(String column) {
        return plain.get(column);
    }

    /** Return whether a foreign key of this table can be a relation to the key of a model. */
    boolean canRefer(CatalogForeignKey foreignKey, ModelDraft target) {
        Set<String> key = target.plain.values().stream()
                .filter(property -> property.key() != KeyRole.NONE)
                .map(property -> property.column().name())
                .collect(Collectors.toSet());
        if (key.isEmpty() || !key.equals(Set.copyOf(foreignKey.references()))) {
            return false;
        }
        for (int i = 0; i < foreignKey.columns().size(); i++) {
            PropertyPlan own = plain.get(foreignKey.columns().get(i));
            PropertyPlan other = target.plain.get(foreignKey.references().get(i));
            if (own == null
                    || other == null
                    || own.made() != Made.NONE
                    || own.key() == KeyRole.COUNTED
                    || !own.type().equals(other.type())) {
                return false;
            }
        }
        return true;
    }

    /** Return whether all columns of a foreign key are in the key of the model. */
    boolean isInKey(CatalogForeignKey foreignKey) {
        return foreignKey.columns().stream().allMatch(this::isInKey);
    }

    private boolean isInKey(String column) {
        PropertyPlan property = plain.get(column);
        return property != null && property.key() != KeyRole.NONE;
    }

    /** Return whether a foreign key has columns that are in the key of the model, and others. */
    boolean isPartlyInKey(CatalogForeignKey foreignKey) {
        return !isInKey(foreignKey) && foreignKey.columns().stream().anyMatch(this::isInKey);
    }

    /**
     * Add a relation, unless a name is taken.
     *
     * @param alone whether it stands in the place of its columns, and not beside them
     */
    void refer(CatalogForeignKey foreignKey, ModelDraft target, boolean alone) {
        List<PropertyPlan> own = new ArrayList<>();
        List<KeyColumn> key = target.key();
        for (KeyColumn column : key) {
            String name = foreignKey.columns().get(foreignKey.references().indexOf(column.column()));
            PropertyPlan property = plain.get(name);
            if (property == null) {
                return;
            }
            own.add(property);
        }
        if (alone) {
            own.forEach(property -> names.remove(property.name()));
        }
        String name = RelationNames.one(own, key, target.model(), names);
        List<KeyColumn> columns = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            String property = name + RelationNames.capitalized(key.get(i).property());
            columns.add(new KeyColumn(property, own.get(i).column().name()));
        }
        boolean free = columns.stream().map(KeyColumn::property).noneMatch(names::contains);
        if (!free) {
            own.forEach(property -> names.add(property.name()));
            return;
        }
        names.add(name);
        columns.forEach(column -> names.add(column.property()));
        keys.put(name, columns);
        put(relation(name, target.model(), own, columns, key, alone && isInKey(foreignKey)), own, alone);
    }

    private static OnePlan relation(
            String name,
            String target,
            List<PropertyPlan> own,
            List<KeyColumn> columns,
            List<KeyColumn> key,
            boolean inKey) {
        boolean single = own.size() == 1;
        Map<String, String> renames = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String byDefault = JavaNames.snake(name) + "_" + key.get(i).column();
            if (!byDefault.equals(columns.get(i).column())) {
                renames.put(columns.get(i).property(), columns.get(i).column());
            }
        }
        return new OnePlan(
                name,
                target,
                inKey,
                own.stream().anyMatch(property -> !property.required()),
                single && own.get(0).unique(),
                single && !renames.isEmpty() ? own.get(0).column().name() : null,
                single ? Map.of() : renames,
                single ? own.get(0).column().comment() : null);
    }

    private void put(OnePlan relation, List<PropertyPlan> own, boolean alone) {
        int place = own.stream().mapToInt(fields::indexOf).max().orElseThrow();
        fields.add(place < 0 ? fields.size() : place + 1, relation);
        if (alone) {
            fields.removeAll(own);
        }
    }

    /** Add the other side of a relation, unless its name is taken. */
    void referredBy(String source, String inverse) {
        String name = RelationNames.many(source);
        if (names.add(name)) {
            fields.add(new ManyPlan(name, source, inverse));
        }
    }
}
