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
    private volatile @Nullable List<Ordering> list;

    private OrderTerms(@Nullable OrderTerms earlier, Ordering last) {
        this.earlier = earlier;
        this.last = last;
        size = earlier == null ? 1 : earlier.size + 1;
    }

    /** Return these terms, if there are any, and one more. */
    public static OrderTerms then(@Nullable OrderTerms earlier, Ordering last) {
        return new OrderTerms(earlier, last);
    }

    /** Return the terms in their order. */
    public static List<Ordering> list(@Nullable OrderTerms terms) {
        return terms == null ? List.of() : terms.list();
    }

    private List<Ordering> list() {
        List<Ordering> known = list;
        if (known == null) {
            known = earlier == null ? List.of(last) : flatten();
            list = known;
        }
        return known;
    }

    private List<Ordering> flatten() {
        Ordering[] flat = new Ordering[size];
        for (OrderTerms term = this; term != null; term = term.earlier) {
            flat[term.size - 1] = term.last;
        }
        return List.of(flat);
    }
}
