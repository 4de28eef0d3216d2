package io.fluxrecord.internal.persistence;

import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Path;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.Related.KeyOf;
import io.fluxrecord.sql.Related.Lifted;
import io.fluxrecord.sql.Related.OfMany;
import io.fluxrecord.sql.Related.Outer;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Aggregate;
import io.fluxrecord.sql.SqlExpression.Rollup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be said of a group of rows; some databases would take any of its rows for what cannot. */
public final class GroupedColumns {

    private GroupedColumns() {}

    /**
     * Require that an expression is made of keys and aggregates.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static void require(List<SqlExpression> keys, SqlExpression expression) {
        require(keys, null, expression);
    }

    private static SqlExpression require(List<SqlExpression> keys, @Nullable Path at, SqlExpression expression) {
        SqlExpression said = at == null ? expression : new Lifted(at, expression);
        if (isKey(keys, said) || expression instanceof Aggregate || expression instanceof Outer) {
            return expression;
        }
        if (expression instanceof Lifted lifted) {
            Path path = at == null ? lifted.path() : at.then(lifted.path());
            return isOf(keys, path) ? expression : require(keys, path, lifted.value());
        }
        if (expression instanceof Column column) {
            throw new IllegalArgumentException(
                    "Column " + column.name()
                            + " is neither a key of the groups nor inside an aggregate; add it to groupBy(), or take min() of it");
        }
        if (expression instanceof OfMany
                || expression instanceof Predicate.AnyOfMany
                || expression instanceof Predicate.OfRecord) {
            throw new IllegalArgumentException(
                    "A relation is neither a key of the groups nor inside an aggregate; add it to groupBy()");
        }
        return expression.map(inner -> require(keys, at, inner));
    }

    private static boolean isKey(List<SqlExpression> keys, SqlExpression expression) {
        return keys.stream()
                .anyMatch(key ->
                        key.equals(expression) || (key instanceof Rollup rollup && isKey(rollup.keys(), expression)));
    }

    /** Whoever groups by a record groups by all of its columns. */
    private static boolean isOf(List<SqlExpression> keys, Path path) {
        return keys.stream()
                .anyMatch(key -> key instanceof KeyOf of && of.path().equals(path));
    }
}
