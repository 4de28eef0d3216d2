package io.fluxrecord.generate;

import io.fluxrecord.catalog.CatalogColumn;
import io.fluxrecord.catalog.CatalogColumn.Generation;
import io.fluxrecord.catalog.CatalogIndex;
import io.fluxrecord.catalog.CatalogTable;
import io.fluxrecord.generate.TypePlan.Mapped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which columns are the key of a model: those of the primary key, else of the unique index with the fewest columns,
 * none of which takes nulls.
 */
final class KeyPlan {

    private final CatalogTable table;
    private final Map<String, Mapped> types;

    /**
     * Choose among the columns of a table that are mapped.
     *
     * @param types by the names of their columns
     */
    KeyPlan(CatalogTable table, Map<String, Mapped> types) {
        this.table = table;
        this.types = types;
    }

    /** Return the index whose columns are the key; empty if rows cannot be told apart. */
    Optional<CatalogIndex> choose() {
        return candidates().stream().filter(this::isMapped).findFirst();
    }

    /** Return what is to be said of a table that has no key that could be mapped. */
    String whyNone() {
        List<CatalogIndex> candidates = candidates();
        return candidates.isEmpty()
                ? "The table has no key, so that its records are only read."
                : "The key " + candidates.get(0).columns()
                        + " has a part that no property stores as one, so that records are only read.";
    }

    private List<CatalogIndex> candidates() {
        List<CatalogIndex> candidates = new ArrayList<>();
        for (CatalogIndex index : table.indexes()) {
            if (!index.columns().isEmpty() && index.isKeyOf(index.columns()) && isRequired(index)) {
                candidates.add(index);
            }
        }
        candidates.sort(Comparator.comparing((CatalogIndex index) -> !index.primary())
                .thenComparing(index -> index.columns().size())
                .thenComparing(CatalogIndex::name));
        return candidates;
    }

    private boolean isRequired(CatalogIndex index) {
        Set<String> required = new HashSet<>(index.primary() ? index.columns() : List.of());
        table.columns().stream()
                .filter(column -> !column.nullable())
                .map(CatalogColumn::name)
                .forEach(required::add);
        return required.containsAll(index.columns());
    }

    /** A computed column cannot be inserted, as a part of a key must be. */
    private boolean isMapped(CatalogIndex index) {
        return index.columns().stream().allMatch(name -> {
            Mapped type = types.get(name);
            return type != null
                    && type.isKeyType()
                    && table.columns().stream()
                            .noneMatch(
                                    column -> column.name().equals(name) && column.generation() == Generation.COMPUTED);
        });
    }
}
