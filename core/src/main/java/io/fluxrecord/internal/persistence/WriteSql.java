package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.generated.Role;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.SqlStatement.Assignment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The SQL of the writes of one stored record. Values are bound in the order that each text tells. */
final class WriteSql {

    /** Of updates there is one per set of dirty columns; past this many sets, rare ones are rendered anew. */
    private static final int CACHED_UPDATES = 256;

    private final Mapping<?> mapping;
    private final Dialect dialect;
    private final VersionCheck check;
    private final RecentTexts<BitSet, RenderedSql> updates = new RecentTexts<>(CACHED_UPDATES);

    /** What updates and marks return: all columns, where the database makes some and can tell them at once. */
    private final List<Column> returning;

    /** The mark, the key, the version if any. */
    final RenderedSql softDelete;

    /** The key, the version if any. */
    final RenderedSql restore;

    /** The key, the version if any. */
    final RenderedSql hardDelete;

    WriteSql(Mapping<?> mapping, Dialect dialect, VersionCheck check) {
        this.mapping = mapping;
        this.dialect = dialect;
        this.check = check;
        returning =
                mapping.generatedColumns().isEmpty() || !dialect.hasUpdateReturning() ? List.of() : mapping.columns();
        hardDelete = dialect.render(new SqlStatement.Delete(mapping.table(), keyAndVersion()));
        softDelete = mapping.has(Role.DELETED_AT) ? mark(true) : hardDelete;
        restore = mapping.has(Role.DELETED_AT) ? mark(false) : hardDelete;
    }

    /** Return whether updates and marks return all columns. */
    boolean isReturning() {
        return !returning.isEmpty();
    }

    /** The dirty columns in order, the key, the version if any. */
    RenderedSql update(BitSet dirty) {
        RenderedSql known = updates.get(dirty);
        if (known != null) {
            return known;
        }
        List<Assignment> assignments = new ArrayList<>();
        dirty.stream().forEach(column -> assignments.add(later(mapping.column(column))));
        bumpVersion(assignments);
        RenderedSql rendered =
                dialect.render(new SqlStatement.Update(mapping.table(), assignments, keyAndVersion(), returning));
        updates.put((BitSet) dirty.clone(), rendered); // The record goes on to change its own.
        return rendered;
    }

    private RenderedSql mark(boolean deleted) {
        Column mark = mapping.column(mapping.indexOf(Role.DELETED_AT));
        List<Assignment> assignments = new ArrayList<>();
        assignments.add(deleted ? later(mark) : new Assignment(mark, new SqlExpression.Null()));
        bumpVersion(assignments);
        Predicate where = Predicate.and(List.of(keyAndVersion(), new Predicate.IsNull(mark, !deleted)));
        return dialect.render(new SqlStatement.Update(mapping.table(), assignments, where, returning));
    }

    private void bumpVersion(List<Assignment> assignments) {
        if (mapping.has(Role.VERSION)) {
            assignments.add(check.next(mapping));
        }
    }

    private Predicate keyAndVersion() {
        Predicate key = ModelSql.key(mapping);
        return mapping.has(Role.VERSION) ? Predicate.and(List.of(key, check.matches(mapping))) : key;
    }

    private static Assignment later(Column column) {
        return new Assignment(column, Param.later(column));
    }
}
