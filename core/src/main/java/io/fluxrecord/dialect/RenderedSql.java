package io.fluxrecord.dialect;

import io.fluxrecord.sql.SqlExpression.Param;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement as text, with the parameters in the order of their placeholders.
 *
 * @param parameters what to bind; of a statement that was rendered ahead only the types count
 * @param generated the columns whose values the driver is asked for, as the text returns none
 * @since 0.1
 */
public record RenderedSql(String text, List<Param> parameters, List<String> generated) {

    /** Hold a statement that returns what it says itself. */
    public RenderedSql(String text, List<Param> parameters) {
        this(text, parameters, List.of());
    }

    /** Return the values of the parameters. */
    public @Nullable Object[] values() {
        @Nullable Object[] values = new Object[parameters.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = parameters.get(i).value();
        }
        return values;
    }
}
