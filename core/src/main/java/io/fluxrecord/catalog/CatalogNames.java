package io.fluxrecord.catalog;

import java.util.List;

/**
 * How a statement's quoted names are looked up.
 *
 * @param searchPath the schemas in which a name without one is looked for, in their order
 * @param tablesIgnoreCase whether names of tables that differ in case alone are the same
 * @param columnsIgnoreCase whether names of columns that differ in case alone are the same
 * @since 0.1
 */
public record CatalogNames(List<String> searchPath, boolean tablesIgnoreCase, boolean columnsIgnoreCase) {

    public CatalogNames {
        searchPath = List.copyOf(searchPath);
    }

    /** Return whether two names of tables, schemas or sequences are the same. */
    public boolean isSameTable(String one, String other) {
        return tablesIgnoreCase ? one.equalsIgnoreCase(other) : one.equals(other);
    }

    /** Return whether two names of columns are the same. */
    public boolean isSameColumn(String one, String other) {
        return columnsIgnoreCase ? one.equalsIgnoreCase(other) : one.equals(other);
    }
}
