package io.fluxrecord.sql;

import org.jspecify.annotations.Nullable;

/**
 * A way from a record to one other, along relations to one.
 *
 * @param before the way to the record that has the relation; null if that is the one it begins at
 * @param deleted whether a record that is marked as deleted is one, too
 */
public record Path(@Nullable Path before, Relation relation, boolean deleted) {

    /** Return the way that goes on from the end of this one. */
    public Path then(Path next) {
        return new Path(next.before == null ? this : then(next.before), next.relation, next.deleted);
    }

    /** Return the model that it begins at. */
    public Class<?> source() {
        return before == null ? relation.source() : before.source();
    }
}
