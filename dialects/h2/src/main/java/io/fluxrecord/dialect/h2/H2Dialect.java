package io.fluxrecord.dialect.h2;

import io.fluxrecord.dialect.CatalogReader;
import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.dialect.ErrorKind;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.Blob;
import io.r2dbc.spi.Clob;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * The dialect of H2 2.x (<a href="https://h2database.com/html/grammar.html">grammar</a>).
 *
 * <p>Identifiers are quoted, so they are case-sensitive: a table that was created as {@code products} without quotes is
 * stored as {@code PRODUCTS} unless the URL says {@code DATABASE_TO_LOWER=TRUE}.
 *
 * @since 0.1
 */
public final class H2Dialect implements Dialect {

    /**
     * The longest {@code CHARACTER VARYING} (H2's {@code Constants.MAX_STRING_LENGTH}); longer text is a large object.
     */
    private static final int MAX_VARCHAR_LENGTH = 1_048_576;

    /** The digits of a decimal whose column tells no precision. */
    static final int MAX_DIGITS = 1000;

    /** The digits of the first field of an interval (H2's {@code ValueInterval.MAXIMUM_PRECISION}). */
    static final int MAX_LEADING_DIGITS = 18;

    /** The most elements of an array (H2's {@code Constants.MAX_ARRAY_CARDINALITY}). */
    static final int MAX_CARDINALITY = 65_536;

    private static final Duration LONGEST = Duration.ofSeconds(999_999_999_999_999_999L);

    private static final MathContext FIRST_DIGITS = new MathContext(MAX_DIGITS, RoundingMode.HALF_UP);

    private static final Float ZERO = 0f;
    private static final Float MINUS_ZERO = -0f;
    private static final Double DOUBLE_ZERO = 0d;
    private static final Double DOUBLE_MINUS_ZERO = -0d;

    private static final Set<String> CLOSED = Set.of("90007", "90067", "90098", "90121");

    /** What a session waits for a lock where the database has no setting for it (H2's {@code Constants}), in ms. */
    private static final int INITIAL_LOCK_TIMEOUT = 2000;

    private static final Parameter NULL = Parameters.in(String.class);

    private static final String ISOLATION = "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL ";

    /** Whether a table has an index that is unique on nothing but some columns; no row if there is no table. */
    private static final String UNIQUE = """
            SELECT EXISTS (
              SELECT 1 FROM INFORMATION_SCHEMA.INDEX_COLUMNS
              WHERE TABLE_SCHEMA = t.TABLE_SCHEMA AND TABLE_NAME = t.TABLE_NAME AND IS_UNIQUE
              GROUP BY INDEX_SCHEMA, INDEX_NAME
              HAVING EVERY(COLUMN_NAME IN (%s)))
            FROM INFORMATION_SCHEMA.TABLES t
            WHERE TABLE_SCHEMA = COALESCE(?1, CURRENT_SCHEMA) AND TABLE_NAME = ?2
            """;

    /** Make the dialect; {@link java.util.ServiceLoader} calls this. */
    public H2Dialect() {}

    @Override
    public String driver() {
        return "H2";
    }

    @Override
    public RenderedSql render(SqlStatement statement) {
        return new H2Renderer(this).render(statement);
    }

    /** The driver would set the isolation with LOCK_MODE, which is for the whole database. */
    @Override
    public List<String> enterTransaction(TransactionOptions options) {
        List<String> statements = new ArrayList<>();
        IsolationLevel isolation = options.isolation();
        if (isolation != null) {
            statements.add(ISOLATION + isolation.asSql());
        }
        if (options.lockTimeout() != null) {
            statements.add("SET LOCK_TIMEOUT " + options.lockTimeout().toMillis());
        }
        if (options.statementTimeout() != null) {
            statements.add("SET QUERY_TIMEOUT " + options.statementTimeout().toMillis());
        }
        return statements;
    }

    /** In H2 these are properties of the session, which goes back to the pool. */
    @Override
    public List<String> leaveTransaction(TransactionOptions options) {
        List<String> statements = new ArrayList<>();
        if (options.isolation() != null) {
            statements.add(ISOLATION + IsolationLevel.READ_COMMITTED.asSql());
        }
        if (options.lockTimeout() != null) {
            statements.add("SET LOCK_TIMEOUT COALESCE((SELECT CAST(SETTING_VALUE AS INTEGER) FROM"
                    + " INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'DEFAULT_LOCK_TIMEOUT'), "
                    + INITIAL_LOCK_TIMEOUT + ")");
        }
        if (options.statementTimeout() != null) {
            statements.add("SET QUERY_TIMEOUT 0");
        }
        return statements;
    }

    @Override
    public String columnType(Column column) {
        return column.declaredType() != null ? column.declaredType() : ordinaryType(column);
    }

    private String ordinaryType(Column column) {
        return switch (column.type()) {
            case BOOLEAN -> "BOOLEAN";
            case SMALLINT -> "SMALLINT";
            case INTEGER -> "INTEGER";
            case BIGINT -> "BIGINT";
            case REAL -> "REAL";
            case DOUBLE -> "DOUBLE PRECISION";
            case DECIMAL -> decimalType(column);
            case TEXT, NAMED -> textType(column.length());
            case JSON -> "JSON";
            case UUID -> "UUID";
            case DATE -> "DATE";
            case TIME -> "TIME(" + secondPrecision(column) + ")";
            case TIME_WITH_TIME_ZONE -> "TIME(" + secondPrecision(column) + ") WITH TIME ZONE";
            case TIMESTAMP -> "TIMESTAMP(" + secondPrecision(column) + ")";
            case TIMESTAMP_WITH_TIME_ZONE -> "TIMESTAMP(" + secondPrecision(column) + ") WITH TIME ZONE";
            case BINARY -> "BINARY VARYING";
            case TEXT_ARRAY, NAMED_ARRAY -> "CHARACTER VARYING ARRAY";
            case DURATION -> "INTERVAL SECOND(" + MAX_LEADING_DIGITS + ", " + secondPrecision(column) + ")";
            case PERIOD -> "INTERVAL YEAR(" + MAX_LEADING_DIGITS + ") TO MONTH";
            default -> ordinaryType(column.element()) + " ARRAY";
        };
    }

    private static String decimalType(Column column) {
        if (isUnlimited(column)) {
            return "DECFLOAT(" + MAX_DIGITS + ")";
        }
        if (column.scale() < 0) { // H2 has no such scale, so the zeros are digits.
            return "NUMERIC(" + (column.precision() - column.scale()) + ", 0)";
        }
        int precision = column.precision() == 0 ? MAX_DIGITS : column.precision();
        return "NUMERIC(" + precision + ", " + column.scale() + ")";
    }

    static boolean isUnlimited(Column column) {
        return column.precision() == 0 && column.scale() <= 0;
    }

    private static String textType(int length) {
        if (length == 0) {
            return "CHARACTER VARYING";
        }
        return (length > MAX_VARCHAR_LENGTH ? "CHARACTER LARGE OBJECT(" : "CHARACTER VARYING(") + length + ")";
    }

    @Override
    public boolean hasUpdateReturning() {
        return true;
    }

    @Override
    public boolean indexesForeignKeys() {
        return true;
    }

    @Override
    public CatalogReader catalog() {
        return new H2Catalog(this);
    }

    @Override
    public Publisher<Boolean> isUnique(Connection connection, Table table, List<Column> columns) {
        Statement statement = connection.createStatement(UNIQUE.formatted(IntStream.range(3, 3 + columns.size())
                .mapToObj(position -> "?" + position)
                .collect(Collectors.joining(", "))));
        if (table.schema() == null) {
            statement.bindNull(0, String.class);
        } else {
            statement.bind(0, table.schema());
        }
        statement.bind(1, table.name());
        for (int i = 0; i < columns.size(); i++) {
            statement.bind(2 + i, columns.get(i).name());
        }
        return Mono.from(statement.execute())
                .flatMap(result -> Mono.from(result.map(row -> Boolean.TRUE.equals(row.get(0, Boolean.class)))));
    }

    /** Half of what a parameter has at most (H2's {@code Constants.MAX_NUMERIC_PRECISION}), and so for the others. */
    @Override
    public int maxIntegerDigits() {
        return 50_000;
    }

    @Override
    public int maxScale() {
        return 50_000;
    }

    @Override
    public boolean normalizes(Column column) {
        return column.type() == SqlType.REAL || column.type() == SqlType.DOUBLE || Dialect.super.normalizes(column);
    }

    /** A decimal without a precision is rounded to its first digits, and no zero of floating point is negative. */
    @Override
    public Object normalize(Column column, Object value) {
        return switch (column.type()) {
            case DURATION -> shortEnough(column, (Duration) Dialect.super.normalize(column, value));
            case PERIOD -> withoutDays(column, (Period) Dialect.super.normalize(column, value));
            case REAL -> MINUS_ZERO.equals(value) ? ZERO : value;
            case DOUBLE -> DOUBLE_MINUS_ZERO.equals(value) ? DOUBLE_ZERO : value;
            case DECIMAL ->
                Dialect.super.normalize(
                        column, isUnlimited(column) && value instanceof BigDecimal number ? rounded(number) : value);
            default -> Dialect.super.normalize(column, value);
        };
    }

    private static Duration shortEnough(Column column, Duration value) {
        if (value.abs().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("column " + column.name() + " has no time that is so long");
        }
        return value;
    }

    private static Period withoutDays(Column column, Period value) {
        if (value.get(ChronoUnit.DAYS) == 0) {
            return value;
        }
        throw new IllegalArgumentException(
                "column " + column.name() + " takes years and months, and no days beside them");
    }

    /** The driver has classes of its own for intervals and large objects, unless it is asked for others. */
    @Override
    public @Nullable Object decode(SqlType type, @Nullable Object value, Row row, int index) {
        return switch (type) {
            case DURATION, PERIOD -> row.get(index, type.javaType());
            case NAMED -> text(row.get(index));
            case BINARY -> {
                ByteBuffer large = row.get(index, ByteBuffer.class);
                yield large == null ? null : bytes(large);
            }
            default -> value;
        };
    }

    /** As a cast writes it, or nearly so; bytes are no text. */
    private static @Nullable String text(@Nullable Object value) {
        return value == null || value instanceof byte[] || value instanceof ByteBuffer || value instanceof Blob
                ? null
                : value.toString();
    }

    private static byte[] bytes(ByteBuffer large) {
        byte[] bytes = new byte[large.remaining()];
        large.get(bytes);
        return bytes;
    }

    private static BigDecimal rounded(BigDecimal value) {
        return value.precision() > MAX_DIGITS ? value.round(FIRST_DIGITS) : value;
    }

    /** The codes of a database or connection that is closed (H2's {@code ErrorCode}) are of a class like others. */
    @Override
    public boolean isRefusal(R2dbcException error) {
        return Dialect.super.isRefusal(error) && !CLOSED.contains(String.valueOf(error.getSqlState()));
    }

    /** Codes of H2's {@code ErrorCode}, which has one for both ways to break a serializable order. */
    @Override
    public ErrorKind kindOf(R2dbcException error) {
        return switch (error.getErrorCode()) {
            case 23506 -> ErrorKind.FOREIGN_KEY_VIOLATION;
            case 40001 -> ErrorKind.DEADLOCK;
            case 90131 -> ErrorKind.SERIALIZATION_FAILURE; // CONCURRENT_UPDATE_1
            case 50200 -> ErrorKind.LOCK_NOT_AVAILABLE;
            default -> Dialect.super.kindOf(error);
        };
    }

    /** H2's {@code Command} rolls the session back, and not the statement alone. */
    @Override
    public boolean endsTransaction(R2dbcException error) {
        return kindOf(error) == ErrorKind.DEADLOCK;
    }

    /** The driver converts nothing. For any class it asks all codecs that it would pass over for one. */
    @Override
    public boolean refusesOtherClasses() {
        return true;
    }

    /** A statement costs H2 more than a row does, and it keeps the plan of the last ones. */
    @Override
    public int rowsOfValues() {
        return 250;
    }

    /** Values of a type that a column names are cast one by one, and text in an array would be text in JSON. */
    @Override
    public int maxArrayLength(SqlType type) {
        return type == SqlType.NAMED || type == SqlType.JSON || type.isArray() ? 0 : MAX_CARDINALITY;
    }

    /** H2's {@code Constants.MAX_PARAMETER_INDEX}. */
    @Override
    public int maxParameters() {
        return 100_000;
    }

    /** The driver cannot convert between the scales of an array's numbers, so they get the same one. */
    @Override
    public Object encodeArray(SqlType type, Object[] values) {
        return type == SqlType.DECIMAL ? ofOneScale(values) : values;
    }

    private static Object[] ofOneScale(@Nullable Object[] values) {
        int scale = Arrays.stream(values)
                .mapToInt(value -> value == null ? 0 : ((BigDecimal) value).scale())
                .reduce(0, Math::max);
        return Arrays.stream(values)
                .map(value -> value == null ? null : ((BigDecimal) value).setScale(scale))
                .toArray();
    }

    @Override
    public Object encode(SqlType type, Object value) {
        if (value instanceof Object[] elements) {
            return encodeElements(type, elements);
        }
        if (value instanceof BigDecimal number && number.scale() < 0) { // As 10 comes back from a DECFLOAT.
            return number.setScale(0);
        }
        return value instanceof String text && text.length() > MAX_VARCHAR_LENGTH ? Clob.from(Mono.just(text)) : value;
    }

    /** The driver fails to find a codec for a null in an array, but has one for a parameter without a value. */
    private static Object encodeElements(SqlType type, @Nullable Object[] elements) {
        return Arrays.stream(type == SqlType.DECIMAL_ARRAY ? ofOneScale(elements) : elements)
                .map(element -> element == null ? NULL : element)
                .toArray();
    }
}
