package io.fluxrecord.generate;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A relation to one, by a foreign key.
 *
 * @param target the simple name of the other model
 * @param key whether it is a part of the key
 * @param column what {@code @Column} is to say; null for nothing
 * @param renames the columns of its properties that {@code @Table(columns)} is to name
 * @param comment what the comment of its column says; null where it has none, or several columns
 */
record OnePlan(
        String name,
        String target,
        boolean key,
        boolean nullable,
        boolean unique,
        @Nullable String column,
        Map<String, String> renames,
        @Nullable String comment)
        implements FieldPlan {

    OnePlan {
        renames = Map.copyOf(renames);
    }
}
