package io.fluxrecord.query;

import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Over;
import io.fluxrecord.sql.SqlStatement.Ordering;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows around each row that an aggregate or a rank is of, begun by {@link Sql#partitionBy} or
 * {@link Sql#orderedBy}. Immutable.
 *
 * @param <E> the record whose rows they are
 * @since 0.1
 */
public final class Window<E> {

    private final Over over;

    Window(Over over) {
        this.over = over;
    }

    Over over() {
        return over;
    }

    /** Order the rows of a partition, after the terms of earlier calls. */
    @SafeVarargs
    public final Window<E> orderBy(Sort<? super E>... sorts) {
        List<Ordering> orderings = new ArrayList<>(over.orderBy());
        for (Sort<? super E> sort : sorts) {
            orderings.add(Term.required(sort, "sort").ordering());
        }
        return new Window<>(new Over(over.function(), over.partitionBy(), orderings, over.frame()));
    }

    /**
     * Take the rows from so many before the current one to so many after it.
     *
     * @throws IllegalArgumentException if a number is negative
     */
    public Window<E> rows(long preceding, long following) {
        if (preceding < 0 || following < 0) {
            throw new IllegalArgumentException("A window has so many rows before and after each, none negative");
        }
        SqlExpression.Over.Frame frame = new SqlExpression.Over.Frame(preceding, following);
        return new Window<>(new Over(over.function(), over.partitionBy(), over.orderBy(), frame));
    }
}
