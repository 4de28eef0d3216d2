package io.fluxrecord.dialect.postgresql;

import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.PREPARED_STATEMENT_CACHE_QUERIES;

import io.fluxrecord.dialect.CatalogReader;
import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Wrapped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * The dialect of PostgreSQL (<a href="https://www.postgresql.org/docs/current/sql.html">SQL reference</a>).
 *
 * @since 0.1
 */
public final class PostgresqlDialect implements Dialect {

    /** The longest {@code varchar(n)} (MaxAttrSize in htup_details.h); longer text has no limit of its own. */
    private static final int MAX_VARCHAR_LENGTH = 10_485_760;

    /** The most digits that a {@code numeric} can be declared with (NUMERIC_MAX_PRECISION in numeric.h). */
    private static final int MAX_PRECISION = 1000;

    /** Times are microseconds (MAX_TIMESTAMP_PRECISION in timestamp.h). */
    static final int MAX_SECOND_PRECISION = 6;

    /** More than an application uses over and over, and few enough for the memory of a server process. */
    private static final int PREPARED_STATEMENTS = 512;

    /** Whether a table has a unique index of all its rows on nothing but some columns; no row if there is no table. */
    private static final String UNIQUE = """
            SELECT EXISTS (
              SELECT FROM pg_index i
              WHERE i.indrelid = t.oid AND i.indisunique AND i.indisvalid AND i.indpred IS NULL
              AND NOT EXISTS (
                SELECT FROM generate_series(0, i.indnkeyatts - 1) n
                LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[n]
                WHERE a.attname IS NULL OR a.attname::text <> ALL ($2) OR a.attcollation <> i.indcollation[n])
              AND NOT EXISTS (
                SELECT FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid
                WHERE h.inhparent = t.oid AND NOT c.relispartition))
            FROM pg_class t WHERE t.oid = to_regclass($1)
            """;

    /** Make the dialect; {@link java.util.ServiceLoader} calls this. */
    public PostgresqlDialect() {}

    @Override
    public String driver() {
        return "PostgreSQL";
    }

    /** The driver keeps every statement that it has prepared, however many, unless it is told otherwise. */
    @Override
    public ConnectionFactoryOptions refine(ConnectionFactoryOptions given) {
        return Dialect.isNamed(given, "postgresql", "postgres") && !given.hasOption(PREPARED_STATEMENT_CACHE_QUERIES)
                ? given.mutate()
                        .option(PREPARED_STATEMENT_CACHE_QUERIES, PREPARED_STATEMENTS)
                        .build()
                : given;
    }

    @Override
    public RenderedSql render(SqlStatement statement) {
        return new PostgresqlRenderer(this).render(statement);
    }

    /** Arrays of arrays come apart when they are unnested, and the driver garbles arrays of bytes. */
    @Override
    public boolean unnests(List<Column> columns) {
        return columns.stream().noneMatch(column -> column.type().isArray() || column.type() == SqlType.BINARY);
    }

    @Override
    public int maxArrayLength(SqlType type) {
        return type == SqlType.BINARY || type.isArray() ? 0 : Integer.MAX_VALUE;
    }

    /** The protocol counts parameters in 16 bits, which driver and server take without a sign. */
    @Override
    public int maxParameters() {
        return 65_535;
    }

    @Override
    public List<String> enterTransaction(TransactionOptions options) {
        List<String> statements = new ArrayList<>();
        IsolationLevel isolation = options.isolation();
        if (isolation != null) {
            statements.add("SET TRANSACTION ISOLATION LEVEL " + isolation.asSql());
        }
        if (options.isReadOnly()) {
            statements.add("SET TRANSACTION READ ONLY");
        }
        if (options.lockTimeout() != null) {
            statements.add("SET LOCAL lock_timeout = " + options.lockTimeout().toMillis());
        }
        if (options.statementTimeout() != null) {
            statements.add("SET LOCAL statement_timeout = "
                    + options.statementTimeout().toMillis());
        }
        return statements;
    }

    @Override
    public String columnType(Column column) {
        return column.declaredType() != null ? column.declaredType() : ordinaryType(column);
    }

    private String ordinaryType(Column column) {
        return switch (column.type()) {
            case BOOLEAN -> "boolean";
            case SMALLINT -> "smallint";
            case INTEGER -> "integer";
            case BIGINT -> "bigint";
            case REAL -> "real";
            case DOUBLE -> "double precision";
            case DECIMAL -> decimalType(column);
            case TEXT, NAMED -> textType(column.length());
            case JSON -> "jsonb";
            case UUID -> "uuid";
            case DATE -> "date";
            case TIME -> "time" + digits(column);
            case TIME_WITH_TIME_ZONE -> "time" + digits(column) + " with time zone";
            case TIMESTAMP -> "timestamp" + digits(column);
            case TIMESTAMP_WITH_TIME_ZONE -> "timestamp" + digits(column) + " with time zone";
            case BINARY -> "bytea";
            case TEXT_ARRAY, NAMED_ARRAY -> "text[]";
            case DURATION -> "interval" + digits(column);
            case PERIOD -> "interval";
            default -> ordinaryType(column.element()) + "[]";
        };
    }

    private static String decimalType(Column column) {
        if (column.precision() == 0 && column.scale() <= 0) {
            return "numeric";
        }
        return "numeric(" + (column.precision() == 0 ? MAX_PRECISION : column.precision()) + ", " + column.scale()
                + ")";
    }

    private String digits(Column column) {
        return column.scale() < 0 ? "" : "(" + secondPrecision(column) + ")";
    }

    private static String textType(int length) {
        return length > 0 && length <= MAX_VARCHAR_LENGTH ? "varchar(" + length + ")" : "text";
    }

    @Override
    public int secondPrecision(Column column) {
        return Math.min(MAX_SECOND_PRECISION, Dialect.super.secondPrecision(column));
    }

    /** See <a href="https://www.postgresql.org/docs/current/datatype-numeric.html">numeric types</a>. */
    @Override
    public int maxIntegerDigits() {
        return 131_072;
    }

    @Override
    public int maxScale() {
        return 16_383;
    }

    @Override
    public boolean keepsOffsets() {
        return false;
    }

    @Override
    public boolean normalizes(Column column) {
        return column.type() == SqlType.DATE || Dialect.super.normalizes(column);
    }

    @Override
    public Object normalize(Column column, Object value) {
        return switch (column.type()) {
            case DATE, TIME_WITH_TIME_ZONE, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE ->
                DateTimeRange.has(value)
                        ? Dialect.super.normalize(column, value)
                        : DateTimeRange.substitute(this, column, value);
            case DURATION -> IntervalText.require(column, (Duration) Dialect.super.normalize(column, value));
            default -> Dialect.super.normalize(column, value);
        };
    }

    @Override
    public Object encode(SqlType type, Object value) {
        return switch (type) {
            case BOOLEAN,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    REAL,
                    DOUBLE,
                    DECIMAL,
                    TEXT,
                    UUID,
                    DATE,
                    TIME,
                    TIME_WITH_TIME_ZONE,
                    TIMESTAMP,
                    TIMESTAMP_WITH_TIME_ZONE,
                    BINARY,
                    TEXT_ARRAY -> value;
            case DURATION, PERIOD -> Parameters.in(PostgresqlObjectId.UNSPECIFIED, value.toString()); // ISO 8601
            // The server knows the type: jsonb is not json as it was written, and no integer[] is a bigint[].
            default -> Parameters.in(PostgresqlObjectId.UNSPECIFIED, value);
        };
    }

    /** The server ends text with a NUL, and refuses it elsewhere. */
    @Override
    public @Nullable String unstorable(String text) {
        return text.indexOf('\0') >= 0 ? "a NUL character (U+0000)" : Dialect.super.unstorable(text);
    }

    @Override
    public boolean isExact(SqlType type, Row row, int index) {
        return new HeldValue(row, index).isExact(type);
    }

    @Override
    public boolean isText(Row row, int index) {
        return new HeldValue(row, index).isText();
    }

    @Override
    public @Nullable Object decode(SqlType type, @Nullable Object value, Row row, int index) {
        return new HeldValue(row, index).as(type, value);
    }

    @Override
    public Publisher<Void> cancel(Connection connection, ConnectionFactory connections) {
        PostgresqlConnection ofDriver =
                connection instanceof Wrapped<?> wrapped ? wrapped.unwrap(PostgresqlConnection.class) : null;
        return ofDriver == null ? Mono.empty() : ofDriver.cancelRequest();
    }

    @Override
    public boolean hasUpdateReturning() {
        return true;
    }

    @Override
    public boolean hasPartialIndexes() {
        return true;
    }

    @Override
    public CatalogReader catalog() {
        return new PostgresqlCatalog(this);
    }

    /** Partitions have the indexes of their table, tables that inherit from it have not. */
    @Override
    public Publisher<Boolean> isUnique(Connection connection, Table table, List<Column> columns) {
        String[] names = columns.stream().map(Column::name).toArray(String[]::new);
        return Mono.from(connection
                        .createStatement(UNIQUE)
                        .bind(0, new PostgresqlRenderer(this).name(table))
                        .bind(1, names)
                        .execute())
                .flatMap(result -> Mono.from(result.map(row -> Boolean.TRUE.equals(row.get(0, Boolean.class)))));
    }

    /** The driver says in this way that nothing was sent; what had been sent comes with a cause or another message. */
    @Override
    public boolean isRefusal(R2dbcException error) {
        return Dialect.super.isRefusal(error)
                || (error.getCause() == null
                        && String.valueOf(error.getMessage()).contains("Cannot exchange messages"));
    }

    /** A write of a row that has changed since the snapshot fails (40001); a lock would want the right to update. */
    @Override
    public boolean queriesOldSnapshots() {
        return false;
    }

    /** A null that is bound as text does not fit a column of type jsonb, and one of no type fits all of them. */
    @Override
    public Class<?> nullClass(SqlType type) {
        return switch (type) {
            case JSON, NAMED, DURATION, PERIOD -> Object.class;
            default -> type.isArray() && type != SqlType.TEXT_ARRAY ? Object.class : type.javaType();
        };
    }

    /** The driver finds the codec of an array by its class, so it needs an array of just the right one. */
    @Override
    public Object encodeArray(SqlType type, Object[] values) {
        return switch (type) {
            case BOOLEAN -> copy(values, Boolean[].class);
            case SMALLINT -> copy(values, Short[].class);
            case INTEGER -> copy(values, Integer[].class);
            case BIGINT -> copy(values, Long[].class);
            case REAL -> copy(values, Float[].class);
            case DOUBLE -> copy(values, Double[].class);
            case DECIMAL -> copy(values, BigDecimal[].class);
            case TEXT, NAMED, JSON -> texts(values);
            case DURATION, PERIOD ->
                texts(Arrays.stream(values)
                        .map(value -> value == null ? null : value.toString())
                        .toArray());
            case UUID -> copy(values, UUID[].class);
            case DATE -> copy(values, LocalDate[].class);
            case TIME -> copy(values, LocalTime[].class);
            case TIME_WITH_TIME_ZONE -> copy(values, OffsetTime[].class);
            case TIMESTAMP -> copy(values, LocalDateTime[].class);
            case TIMESTAMP_WITH_TIME_ZONE ->
                copy(
                        values,
                        Arrays.stream(values).anyMatch(Instant.class::isInstance)
                                ? Instant[].class
                                : OffsetDateTime[].class);
            default -> throw new IllegalArgumentException("PostgreSQL compares no list of values of type " + type);
        };
    }

    /** What is compared with a {@code char(n)} as of that type is so regardless of trailing spaces, but not as text. */
    private static Object texts(Object[] values) {
        return Parameters.in(PostgresqlObjectId.UNSPECIFIED, copy(values, String[].class));
    }

    private static <T> Object copy(Object[] values, Class<? extends T[]> type) {
        return Arrays.copyOf(values, values.length, type);
    }
}
