package io.fluxrecord.internal.resolution;

import io.fluxrecord.generated.Role;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.sql.Predicate;

/** Which rows of a soft-deletable model a statement may see. */
public enum Scope {
    LIVE,
    DELETED,
    ALL;

    /** Return what such rows meet. */
    public Predicate predicate(Mapping<?> mapping) {
        if (this == ALL || !mapping.has(Role.DELETED_AT)) {
            return Predicate.Constant.TRUE;
        }
        return new Predicate.IsNull(mapping.column(mapping.indexOf(Role.DELETED_AT)), this == DELETED);
    }
}
