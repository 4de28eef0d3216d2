package io.fluxrecord.generate;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import org.jspecify.annotations.Nullable;

/** Whether a model can have the name of a table or column. */
final class SqlName {

    private SqlName() {}

    /** Return why statements cannot have a name, as what ends a sentence; null if they can. */
    static @Nullable String refusal(Dialect dialect, String name) {
        if (name.isBlank()) {
            return "it has a name of nothing but spaces";
        }
        Column column = new Column(new Table(null, name), name, SqlType.TEXT, 0, 0, 0, true, false);
        try {
            dialect.render(new SqlStatement.Delete(column.table(), Predicate.matches(column)));
            return null;
        } catch (IllegalArgumentException e) {
            return "statements cannot have its name (" + e.getMessage() + ")";
        }
    }
}
