package io.fluxrecord.generated;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.sql.Column;
import io.r2dbc.spi.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of values that are of no model, each as the type that it is stored as: exactly, or not at all. One for
 * each query and dialect, for all threads.
 *
 * @since 0.1
 */
public final class ValueReader {

    private final List<Column> values;
    private final RowReader reader;

    /**
     * Make a reader of rows that have these values, in this order.
     *
     * @param names what messages call them
     */
    public ValueReader(List<Column> values, List<String> names, Dialect dialect) {
        this.values = List.copyOf(values);
        reader = new RowReader(
                this.values,
                (index, what) -> new MappingException(
                        names.get(index) + " cannot take what the rows of the query hold: " + what),
                dialect);
    }

    /**
     * Return a value as it is stored, null where the row has none.
     *
     * @throws MappingException if the row holds something else
     */
    public @Nullable Object read(Row row, int index) {
        return switch (values.get(index).type()) {
            case BOOLEAN -> truth(row, index);
            case SMALLINT -> reader.smallint(row, index);
            case INTEGER -> reader.integer(row, index);
            case BIGINT -> reader.bigint(row, index);
            case REAL -> reader.real(row, index);
            case DOUBLE -> reader.doublePrecision(row, index);
            case DECIMAL -> reader.decimal(row, index);
            case TEXT, NAMED -> reader.text(row, index);
            case JSON -> reader.json(row, index);
            case DATE -> reader.date(row, index);
            case TIME -> reader.time(row, index);
            case TIME_WITH_TIME_ZONE -> reader.offsetTime(row, index);
            case TIMESTAMP -> reader.timestamp(row, index);
            case TIMESTAMP_WITH_TIME_ZONE -> reader.offsetDateTime(row, index);
            case BINARY -> reader.bytes(row, index);
            case TEXT_ARRAY, NAMED_ARRAY -> reader.texts(row, index);
            case DURATION -> reader.duration(row, index);
            case PERIOD -> reader.period(row, index);
            default -> scalar(row, index);
        };
    }

    /** A condition is a number where there are no booleans. */
    private @Nullable Object truth(Row row, int index) {
        Object held = row.get(index);
        return held instanceof Number number && (number.doubleValue() == 0 || number.doubleValue() == 1)
                ? (Object) (number.doubleValue() == 1)
                : scalar(row, index);
    }

    @SuppressWarnings("unchecked") // The class of an array of elements.
    private @Nullable Object scalar(Row row, int index) {
        Column value = values.get(index);
        Class<?> type = value.type().javaType();
        return value.type().isArray()
                ? reader.array(row, index, (Class<Object[]>) type)
                : reader.value(row, index, type);
    }
}
