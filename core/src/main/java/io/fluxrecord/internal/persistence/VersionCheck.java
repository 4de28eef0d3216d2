package io.fluxrecord.internal.persistence;

import io.fluxrecord.generated.Role;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Function;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlStatement.Assignment;

/** How a statement matches and raises versions. Null, in rows older than the column, is 0. */
enum VersionCheck {
    /** One row at a version that was counted. */
    ORDINARY,
    /** One row at 0, which it may hold or not. */
    OF_ZERO,
    /** Any rows. */
    OF_ANY;

    private SqlExpression version(Column column) {
        return this == ORDINARY
                ? column
                : new SqlExpression.Call(Function.COALESCE, column.type(), column, new SqlExpression.Literal(0));
    }

    Predicate matches(Mapping<?> mapping) {
        Column column = column(mapping);
        return new Predicate.Comparison(version(column), Predicate.Operator.EQ, Param.later(column));
    }

    Assignment next(Mapping<?> mapping) {
        Column column = column(mapping);
        return new Assignment(
                column,
                new SqlExpression.Call(Function.ADD, column.type(), version(column), new SqlExpression.Literal(1)));
    }

    private static Column column(Mapping<?> mapping) {
        return mapping.column(mapping.indexOf(Role.VERSION));
    }
}
