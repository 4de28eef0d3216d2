package io.fluxrecord.catalog;

import io.fluxrecord.catalog.CatalogTable.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts a catalog together from rows, as queries for tables, columns, indexes and foreign keys answer them one after
 * another. For one subscription; not safe for several threads at once.
 *
 * @since 0.1
 */
public final class CatalogBuilder {

    private final Map<Object, Draft> tables = new LinkedHashMap<>();
    private final List<CatalogSequence> sequences = new ArrayList<>();

    /** Begin with nothing. */
    public CatalogBuilder() {}

    private record Draft(
            String schema,
            String name,
            Kind kind,
            @Nullable String comment,
            @Nullable String gap,
            boolean insertable,
            List<CatalogColumn> columns,
            List<CatalogIndex> indexes,
            Map<String, CatalogForeignKey> foreignKeys) {

        private CatalogTable finish() {
            String unread = gap != null || !columns.isEmpty() ? gap : "none of its columns can be seen";
            return new CatalogTable(
                    schema,
                    name,
                    kind,
                    comment,
                    columns,
                    indexes,
                    unread,
                    insertable,
                    List.copyOf(foreignKeys.values()));
        }
    }

    /**
     * Add a table; one whose key is there already is left out.
     *
     * @param key tells the table from all others
     */
    public void table(
            Object key,
            String schema,
            String name,
            Kind kind,
            @Nullable String comment,
            @Nullable String gap,
            boolean insertable) {
        tables.putIfAbsent(
                key,
                new Draft(
                        schema,
                        name,
                        kind,
                        comment,
                        gap,
                        insertable,
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new TreeMap<>()));
    }

    /** Add a column to the table of a key, after those that it has; left out where there is no such table. */
    public void column(Object key, CatalogColumn column) {
        Draft table = tables.get(key);
        if (table != null) {
            table.columns.add(column);
        }
    }

    /** Add an index to the table of a key; left out where there is no such table. */
    public void index(Object key, CatalogIndex index) {
        Draft table = tables.get(key);
        if (table != null) {
            table.indexes.add(index);
        }
    }

    /**
     * Add a column of a foreign key to the table of a key, after those that it has; left out where there is no such
     * table.
     *
     * @param foreignKey with the column and the one that it refers to, and no others
     */
    public void foreignKey(Object key, CatalogForeignKey foreignKey) {
        Draft table = tables.get(key);
        if (table != null) {
            table.foreignKeys.merge(foreignKey.name(), foreignKey, CatalogBuilder::longer);
        }
    }

    private static CatalogForeignKey longer(CatalogForeignKey known, CatalogForeignKey more) {
        List<String> columns = new ArrayList<>(known.columns());
        columns.addAll(more.columns());
        List<String> references = new ArrayList<>(known.references());
        references.addAll(more.references());
        return new CatalogForeignKey(known.name(), columns, known.schema(), known.table(), references);
    }

    /** Add a sequence. */
    public void sequence(String schema, String name) {
        sequences.add(new CatalogSequence(schema, name));
    }

    /** Return the keys of the tables. */
    public List<Object> keys() {
        return List.copyOf(tables.keySet());
    }

    /** Return the catalog of what was added. */
    public Catalog build(CatalogNames names) {
        return new Catalog(names, tables.values().stream().map(Draft::finish).toList(), sequences);
    }
}
