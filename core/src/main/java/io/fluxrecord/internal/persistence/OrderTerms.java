package io.fluxrecord.internal.persistence;

import io.fluxrecord.sql.SqlStatement.Ordering;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The terms of an order, which share those before the last with the order that it was added to. Immutable; one more
 * takes the same time however many there are.
 */
public final class OrderTerms {

    private final @Nullable OrderTerms earlier;
    private final Ordering last;
    private final int size;

    private OrderTerms(@Nullable OrderTerms earlier, Ordering last) {
        this.earlier = earlier;
        this.last = last;
        size = earlier == null ? 1 : earlier.size + 1;
    }

    /** Return these terms, if there are any, and one more. */
    public static OrderTerms then(@Nullable OrderTerms earlier, Ordering last) {
        return new OrderTerms(earlier, last);
    }

    static List<Ordering> list(@Nullable OrderTerms terms) {
        if (terms == null) {
            return List.of();
        }
        Ordering[] list = new Ordering[terms.size];
        for (OrderTerms term = terms; term != null; term = term.earlier) {
            list[term.size - 1] = term.last;
        }
        return List.of(list);
    }
}
