package io.fluxrecord.generated;

import io.fluxrecord.sql.Column;
import java.util.List;

/**
 * A relation to one that a model has as a property, a field of type {@code One}.
 *
 * @param property its name
 * @param target the model that it refers to; not to be initialized before the first use of the relation
 * @param columns those of this model that hold the key of the other, in the order of its parts
 * @since 0.1
 */
public record ForeignKey(String property, Class<?> target, List<Column> columns) {

    public ForeignKey {
        columns = List.copyOf(columns);
    }

    /** Return whether each record has the other one: no column of the key can be null. */
    public boolean required() {
        return columns.stream().noneMatch(Column::nullable);
    }
}
