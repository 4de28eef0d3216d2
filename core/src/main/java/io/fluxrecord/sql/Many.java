package io.fluxrecord.sql;

import org.jspecify.annotations.Nullable;

/**
 * The records that a relation to many leads to.
 *
 * @param before the records that have the relation; null if it is the one that the expression is said of
 * @param where what the records must meet
 * @param deleted whether records that are marked as deleted are among them
 */
public record Many(@Nullable Many before, Relation relation, Predicate where, boolean deleted) {

    /** Return the model that has the first relation. */
    public Class<?> source() {
        return before == null ? relation.source() : before.source();
    }

    /** Return those of them that meet a condition as well. */
    public Many where(Predicate more) {
        return new Many(before, relation, Predicate.and(where, more), deleted);
    }
}
