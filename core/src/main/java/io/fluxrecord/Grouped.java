package io.fluxrecord;

import io.fluxrecord.internal.persistence.GroupedColumns;
import io.fluxrecord.query.Condition;
import io.fluxrecord.query.Selection;
import io.fluxrecord.query.Sort;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlStatement.Ordering;
import io.fluxrecord.sql.SqlStatement.Select;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that are grouped, of which keys and aggregates can be selected. Immutable: every method returns another one.
 *
 * @param <E> the record whose rows are grouped
 * @since 0.1
 */
public final class Grouped<E> {

    private final ReadableModel<?> model;
    private final Select level;

    Grouped(ReadableModel<?> model, Select rows, List<SqlExpression> keys) {
        this(
                model,
                new Select(
                        rows.from(),
                        false,
                        rows.projection(),
                        rows.where(),
                        keys,
                        Predicate.Constant.TRUE,
                        rows.orderBy(),
                        rows.limit(),
                        rows.offset(),
                        null));
        rows.orderBy().forEach(ordering -> GroupedColumns.require(keys, ordering.expression()));
    }

    private Grouped(ReadableModel<?> model, Select level) {
        this.model = model;
        this.level = level;
    }

    /**
     * Keep only groups that meet all of these conditions, and all of earlier calls.
     *
     * @throws IllegalArgumentException if one names what is neither a key nor an aggregate
     */
    @SafeVarargs
    public final Grouped<E> having(Condition<? super E>... conditions) {
        Predicate all = level.having();
        for (Condition<? super E> condition : conditions) {
            Predicate predicate = Rows.required(condition, "condition").predicate();
            GroupedColumns.require(level.groupBy(), predicate);
            all = Predicate.and(all, predicate);
        }
        return with(all, level.orderBy());
    }

    /**
     * Order groups by these terms, after those of earlier calls.
     *
     * @throws IllegalArgumentException if one names what is neither a key nor an aggregate
     */
    @SafeVarargs
    public final Grouped<E> orderBy(Sort<? super E>... terms) {
        List<Ordering> order = new ArrayList<>(level.orderBy());
        for (Sort<? super E> term : terms) {
            Ordering ordering = Rows.required(term, "sort").ordering();
            GroupedColumns.require(level.groupBy(), ordering.expression());
            order.add(ordering);
        }
        return with(level.having(), order);
    }

    private Grouped<E> with(Predicate having, List<Ordering> orderBy) {
        return new Grouped<>(
                model,
                new Select(
                        level.from(),
                        false,
                        level.projection(),
                        level.where(),
                        level.groupBy(),
                        having,
                        orderBy,
                        level.limit(),
                        level.offset(),
                        null));
    }

    /**
     * Emit something for each group.
     *
     * @throws IllegalArgumentException if it names what is neither a key nor an aggregate
     */
    public <S> Selected<S> select(Selection<? super E, S> selection) {
        var reading = Rows.required(selection, "selection").reading();
        reading.expressions().forEach(expression -> GroupedColumns.require(level.groupBy(), expression));
        return Selected.of(model, level, reading);
    }
}
