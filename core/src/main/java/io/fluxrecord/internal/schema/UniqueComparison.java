package io.fluxrecord.internal.schema;

import io.fluxrecord.catalog.CatalogColumn;
import io.fluxrecord.catalog.CatalogIndex;
import io.fluxrecord.catalog.CatalogNames;
import io.fluxrecord.catalog.CatalogTable;
import io.fluxrecord.catalog.Difference.Kind;
import io.fluxrecord.dialect.CatalogReader;
import io.fluxrecord.generated.Role;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.sql.Column;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is unique by the model beside the unique indexes of its table. Of a soft-deletable model, a row that was deleted
 * is there for the database and for no query, so that an index is to leave it out.
 */
final class UniqueComparison {

    private final Mapping<?> mapping;
    private final CatalogTable table;
    private final CatalogNames names;
    private final Findings findings;
    private final List<String> key;
    private final @Nullable String deletedAt;
    private final CatalogReader reader;

    UniqueComparison(
            Mapping<?> mapping, CatalogTable table, CatalogNames names, CatalogReader reader, Findings findings) {
        this.mapping = mapping;
        this.table = table;
        this.names = names;
        this.reader = reader;
        this.findings = findings;
        key = Arrays.stream(mapping.keyColumns())
                .mapToObj(column -> spelled(mapping.column(column).name()))
                .toList();
        deletedAt = mapping.has(Role.DELETED_AT)
                ? spelled(mapping.column(mapping.indexOf(Role.DELETED_AT)).name())
                : null;
    }

    /** Return the name of a column as the catalog spells it. */
    private String spelled(String name) {
        return table.columns().stream()
                .map(CatalogColumn::name)
                .filter(known -> names.isSameColumn(known, name))
                .findFirst()
                .orElse(name);
    }

    void compare() {
        if (table.kind() != CatalogTable.Kind.TABLE) {
            return; // A view has no index, and does not tell whether a table below has one.
        }
        if (table.indexes().stream().noneMatch(index -> index.isKeyOf(key))) {
            findings.add(
                    Kind.KEY_NOT_UNIQUE,
                    key.size() == 1 ? key.get(0) : null,
                    "has no unique index of all rows on the key " + key
                            + ", so that a write may touch several rows, and runs in a transaction; add one");
        }
        mapping.columns().stream().filter(Column::unique).forEach(this::requireUnique);
        if (deletedAt != null) {
            table.indexes().stream().filter(this::countsDeleted).forEach(this::addCounted);
        }
    }

    private void requireUnique(Column column) {
        String name = spelled(column.name());
        if (table.indexes().stream().noneMatch(index -> index.isKeyOf(List.of(name)) || isUniqueOfLive(index, name))) {
            findings.add(
                    Kind.NOT_UNIQUE,
                    name,
                    "is unique by the model, and no unique index is " + (deletedAt == null ? "" : "known to be ")
                            + "on it alone" + found(name) + "; add one"
                            + (deletedAt == null ? "" : " of the rows where " + deletedAt + " is null")
                            + ", or take unique = true away");
        }
    }

    /** Return which unique indexes on a column there are, which are not on it alone. */
    private String found(String column) {
        String found = table.indexes().stream()
                .filter(index -> index.unique() && index.mentions(column))
                .map(UniqueComparison::described)
                .collect(Collectors.joining(", "));
        return found.isEmpty() ? "" : ", but " + found;
    }

    private static String described(CatalogIndex index) {
        return index.name() + " on " + index.parts() + (index.predicate() == null ? "" : " where " + index.predicate());
    }

    /** Return whether an index lets no two rows that are not deleted have the same value in a column. */
    private boolean isUniqueOfLive(CatalogIndex index, String column) {
        return deletedAt != null
                && index.unique()
                && index.expressions().isEmpty()
                && index.columns().contains(column)
                && (index.predicate() == null || reader.hasJustNulls(index, deletedAt))
                && index.columns().stream().allMatch(part -> part.equals(column) || isOneOfLive(index, part));
    }

    /** Return whether a part of an index is the same in all rows that are not deleted. */
    private boolean isOneOfLive(CatalogIndex index, String part) {
        return marksLive(part) || (index.nullsAreSame() && part.equals(deletedAt));
    }

    private boolean countsDeleted(CatalogIndex index) {
        return index.unique() && !index.isKeyOf(key) && !exceptsDeleted(index);
    }

    /**
     * Nulls are all different, so that a part that is null in deleted rows leaves them out, and those that are deleted
     * are so at different times.
     */
    private boolean exceptsDeleted(CatalogIndex index) {
        return (deletedAt != null && reader.hasNothingButNulls(index, deletedAt))
                || index.columns().stream()
                        .anyMatch(part -> part.equals(deletedAt) || (!index.nullsAreSame() && marksLive(part)));
    }

    private boolean marksLive(String part) {
        return deletedAt != null
                && table.columns().stream()
                        .anyMatch(column -> column.name().equals(part) && reader.marksNull(column, deletedAt));
    }

    private void addCounted(CatalogIndex index) {
        findings.add(
                Kind.UNIQUE_AMONG_DELETED,
                index.columns().size() == 1 ? index.columns().get(0) : null,
                "has the unique index " + described(index)
                        + ", which counts deleted rows or is not known to leave them out, so that what they have cannot"
                        + " be saved again; leave out the rows where " + deletedAt + " is not null");
    }
}
