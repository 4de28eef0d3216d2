package io.fluxrecord.generate;

import io.fluxrecord.catalog.CatalogForeignKey;
import io.fluxrecord.catalog.CatalogTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes foreign keys as relations, where they refer to the whole key of another model and hold just what it does. All
 * others stay columns.
 */
final class RelationPlanner {

    private final List<ModelDraft> drafts = new ArrayList<>();
    private final Map<List<String>, ModelDraft> byTable = new HashMap<>();
    private final Set<ModelDraft> begun = new HashSet<>();
    private final Set<ModelDraft> done = new HashSet<>();
    private final IdentityHashMap<CatalogForeignKey, ModelDraft> written =
            new IdentityHashMap<>(); // Tables may have equal ones.

    private RelationPlanner(List<TablePlan> plans) {
        for (TablePlan plan : plans) {
            ModelDraft draft = new ModelDraft(plan);
            drafts.add(draft);
            byTable.put(List.of(plan.table().schema(), plan.table().name()), draft);
        }
    }

    /** Return the models with their relations. */
    static List<TablePlan> plan(List<TablePlan> plans) {
        RelationPlanner planner = new RelationPlanner(plans);
        planner.drafts.forEach(planner::referInKey);
        planner.drafts.forEach(planner::referElsewhere);
        planner.drafts.forEach(planner::referBack);
        return planner.drafts.stream().map(ModelDraft::plan).toList();
    }

    private @Nullable ModelDraft target(ModelDraft draft, CatalogForeignKey foreignKey) {
        ModelDraft target = byTable.get(List.of(foreignKey.schema(), foreignKey.table()));
        return target != null && draft.canRefer(foreignKey, target) ? target : null;
    }

    /** A key that is made of another one needs to know what that is made of, but not in a circle. */
    private void referInKey(ModelDraft draft) {
        if (!begun.add(draft)) {
            return;
        }
        for (CatalogForeignKey foreignKey : draft.table().foreignKeys()) {
            ModelDraft target = target(draft, foreignKey);
            if (target != null && draft.isInKey(foreignKey) && isAlone(draft, foreignKey)) {
                referInKey(target);
                if (done.contains(target)) {
                    refer(draft, foreignKey, target, true);
                }
            }
        }
        done.add(draft);
    }

    private void referElsewhere(ModelDraft draft) {
        for (CatalogForeignKey foreignKey : draft.table().foreignKeys()) {
            ModelDraft target = target(draft, foreignKey);
            if (target == null || draft.isInKey(foreignKey)) {
                continue;
            }
            boolean alone = isAlone(draft, foreignKey) && !draft.isPartlyInKey(foreignKey);
            if (alone || foreignKey.columns().size() > 1) {
                refer(draft, foreignKey, target, alone);
            }
        }
    }

    private void refer(ModelDraft draft, CatalogForeignKey foreignKey, ModelDraft target, boolean alone) {
        draft.refer(foreignKey, target, alone);
        written.put(foreignKey, target);
    }

    /** A column of several foreign keys stands for itself, but for the first of them that has no other. */
    private boolean isAlone(ModelDraft draft, CatalogForeignKey foreignKey) {
        List<CatalogForeignKey> others = draft.table().foreignKeys().stream()
                .filter(other -> target(draft, other) != null)
                .filter(other -> foreignKey.columns().stream()
                        .anyMatch(column -> other.columns().contains(column)))
                .toList();
        return foreignKey.columns().size() == 1
                ? others.stream()
                        .filter(other -> other.columns().size() == 1)
                        .findFirst()
                        .orElse(foreignKey)
                        .equals(foreignKey)
                : others.size() == 1;
    }

    /** Where a model refers to another twice, which of them is meant is not known. */
    private void referBack(ModelDraft draft) {
        TablePlan plan = draft.plan();
        CatalogTable table = plan.table();
        for (CatalogForeignKey foreignKey : table.foreignKeys()) {
            ModelDraft target = written.get(foreignKey);
            List<OnePlan> relations = plan.fields().stream()
                    .filter(OnePlan.class::isInstance)
                    .map(OnePlan.class::cast)
                    .filter(one -> target != null && one.target().equals(target.model()))
                    .toList();
            if (target != null && relations.size() == 1) {
                target.referredBy(plan.name(), relations.get(0).name());
            }
        }
    }
}
