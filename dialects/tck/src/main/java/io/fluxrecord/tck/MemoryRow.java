package io.fluxrecord.tck;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of a table in memory, by the names of its columns. */
record MemoryRow(String table, Map<String, @Nullable Object> values) {

    @Nullable
    Object get(String column) {
        if (!values.containsKey(column)) {
            throw new IllegalArgumentException(table + " has no column " + column);
        }
        return values.get(column);
    }

    boolean isDeleted() {
        return values.get("deleted_at") != null;
    }
}
