package io.fluxrecord.internal.schema;

import io.fluxrecord.catalog.Difference;
import io.fluxrecord.catalog.Difference.Kind;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.sql.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The differences of one model as they are found. For one thread. */
final class Findings {

    private final Mapping<?> mapping;
    private final String table;
    private final List<Difference> found = new ArrayList<>();

    Findings(Mapping<?> mapping) {
        this.mapping = mapping;
        Table asked = mapping.table();
        table = asked.schema() == null ? asked.name() : asked.schema() + "." + asked.name();
    }

    /** Add a difference; its message begins with the model and the table. */
    void add(Kind kind, @Nullable String column, String message) {
        String place = column == null ? "table " + table : "column " + column + " of table " + table;
        found.add(new Difference(kind, mapping.type(), table, column, mapping.name() + ": " + place + " " + message));
    }

    List<Difference> all() {
        return List.copyOf(found);
    }
}
