package io.fluxrecord.dialect.mariadb;

import static org.mariadb.r2dbc.MariadbConnectionFactoryProvider.SESSION_VARIABLES;

import io.fluxrecord.dialect.CatalogReader;
import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.dialect.ErrorKind;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.Wrapped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mariadb.r2dbc.MariadbConnectionFactory;
import org.mariadb.r2dbc.api.MariadbConnection;
import org.mariadb.r2dbc.message.server.ColumnDefinitionPacket;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * The dialect of MariaDB 10.7 or later (<a href="https://mariadb.com/kb/en/sql-statements/">SQL reference</a>).
 *
 * <p>Text is compared by its characters, as on other databases: columns that {@link io.fluxrecord.Schema} makes have a
 * binary collation. Times with a zone are {@code datetime} columns, which hold UTC whatever the zone of the session.
 *
 * @since 0.1
 */
public final class MariadbDialect implements Dialect {

    private static final int MAX_SECOND_PRECISION = 6;

    private static final int DRIVER_ERROR = 9000;
    private static final int ERROR_DURING_COMMIT = 1180;

    /** Whether a table has an index that is unique on nothing but some columns; no row if there is no table. */
    private static final String UNIQUE = """
            SELECT EXISTS (
              SELECT 1 FROM information_schema.statistics s
              WHERE s.table_schema = t.table_schema AND s.table_name = t.table_name AND s.non_unique = 0
              GROUP BY s.index_name
              HAVING SUM(s.column_name NOT IN (%s)) = 0)
            FROM information_schema.tables t
            WHERE t.table_schema = COALESCE(?, DATABASE()) AND t.table_name = ?
            """;

    /** Make the dialect; {@link java.util.ServiceLoader} calls this. */
    public MariadbDialect() {}

    @Override
    public String driver() {
        return "MariaDB";
    }

    /** The session is in UTC, unless the URL says what its variables are. */
    @Override
    public ConnectionFactoryOptions refine(ConnectionFactoryOptions given) {
        return Dialect.isNamed(given, "mariadb") && !given.hasOption(SESSION_VARIABLES)
                ? given.mutate().option(SESSION_VARIABLES, "time_zone=+00:00").build()
                : given;
    }

    /** The other modes of the session are left to it. */
    @Override
    public List<String> enterSession() {
        return List.of(SqlModes.ENTER);
    }

    @Override
    public RenderedSql render(SqlStatement statement) {
        return new MariadbRenderer(this).render(statement);
    }

    /**
     * What the driver puts into the text of a statement is no parameter to the server; prepared it may have so many.
     */
    @Override
    public int maxParameters() {
        return 65_535;
    }

    /** The driver writes the values into the text, and each statement is a round trip. */
    @Override
    public int rowsOfValues() {
        return 1000;
    }

    @Override
    public int maxArrayLength(SqlType type) {
        return 0;
    }

    @Override
    public List<String> beforeTransaction(TransactionOptions options) {
        List<String> characteristics = new ArrayList<>();
        if (options.isolation() != null) {
            characteristics.add("ISOLATION LEVEL " + options.isolation().asSql());
        }
        if (options.isReadOnly()) {
            characteristics.add("READ ONLY");
        }
        return characteristics.isEmpty() ? List.of() : List.of("SET TRANSACTION " + String.join(", ", characteristics));
    }

    /** Waiting for a lock is measured in whole seconds, of which it is one more rather than one less. */
    @Override
    public List<String> enterTransaction(TransactionOptions options) {
        List<String> statements = new ArrayList<>();
        if (options.lockTimeout() != null) {
            long seconds = options.lockTimeout().plusMillis(999).toSeconds();
            statements.add("SET SESSION innodb_lock_wait_timeout = " + seconds);
        }
        if (options.statementTimeout() != null) {
            statements.add("SET SESSION max_statement_time = " + seconds(options.statementTimeout()));
        }
        return statements;
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).toPlainString();
    }

    /** These are variables of the session, which goes back to the pool. */
    @Override
    public List<String> leaveTransaction(TransactionOptions options) {
        List<String> statements = new ArrayList<>();
        if (options.lockTimeout() != null) {
            statements.add("SET SESSION innodb_lock_wait_timeout = DEFAULT");
        }
        if (options.statementTimeout() != null) {
            statements.add("SET SESSION max_statement_time = DEFAULT");
        }
        return statements;
    }

    @Override
    public String columnType(Column column) {
        return ColumnType.of(column, secondPrecision(column));
    }

    @Override
    public int secondPrecision(Column column) {
        return Math.min(MAX_SECOND_PRECISION, Dialect.super.secondPrecision(column));
    }

    /** See <a href="https://mariadb.com/kb/en/decimal/">DECIMAL</a>. */
    @Override
    public int maxIntegerDigits() {
        return ColumnType.MAX_PRECISION;
    }

    @Override
    public int maxScale() {
        return ColumnType.MAX_SCALE;
    }

    @Override
    public boolean keepsOffsets() {
        return false;
    }

    @Override
    public boolean normalizes(Column column) {
        return switch (column.type()) {
            case REAL, DOUBLE, DATE, UUID -> true;
            default -> Dialect.super.normalizes(column);
        };
    }

    @Override
    public Object normalize(Column column, Object value) {
        return switch (column.type()) {
            case REAL, DOUBLE -> HeldValue.number(this, column, value);
            case DURATION -> HeldValue.duration(this, column, (Duration) Dialect.super.normalize(column, value));
            case UUID -> HeldValue.uuid(this, column, value);
            case DATE, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE ->
                HeldValue.inUtc(Dialect.super.normalize(column, HeldValue.time(this, column, value)));
            case DECIMAL ->
                ColumnType.isUnlimited(column) && value instanceof BigDecimal number
                        ? HeldValue.decimal(
                                this, column, (BigDecimal) Dialect.super.normalize(column, number), ColumnType.SCALE)
                        : Dialect.super.normalize(column, value);
            default -> Dialect.super.normalize(column, value);
        };
    }

    @Override
    public Object encode(SqlType type, Object value) {
        return switch (type) {
            case TIMESTAMP_WITH_TIME_ZONE -> HeldValue.utc(value);
            case TIME_WITH_TIME_ZONE -> TimeWithZone.encode(value);
            case TEXT_ARRAY, NAMED_ARRAY -> TextArray.encode((String[]) value);
            case BOOLEAN,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    REAL,
                    DOUBLE,
                    DECIMAL,
                    TEXT,
                    JSON,
                    UUID,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    BINARY,
                    NAMED,
                    DURATION,
                    PERIOD -> value;
            default -> ScalarArray.encode((Object[]) value);
        };
    }

    /** The driver has no codec for the types that MariaDB lacks. */
    @Override
    public Class<?> nullClass(SqlType type) {
        return switch (type) {
            case TIMESTAMP_WITH_TIME_ZONE -> LocalDateTime.class;
            case TIME_WITH_TIME_ZONE -> String.class;
            default -> type.isArray() ? String.class : type.javaType();
        };
    }

    /**
     * The driver would take a {@code datetime} to be in the zone of the JVM, any number for a truth value, and text for
     * bytes.
     */
    @Override
    public <T> @Nullable T get(Row row, int index, Class<T> type) {
        if (type == Instant.class) {
            LocalDateTime time = (LocalDateTime) row.get(index);
            return time == null ? null : type.cast(time.toInstant(ZoneOffset.UTC));
        }
        if (type == Boolean.class) {
            return type.cast(HeldValue.truth(row.get(index)));
        }
        if (type == OffsetTime.class) {
            String text = row.get(index, String.class);
            return text == null ? null : type.cast(TimeWithZone.decode(text));
        }
        if (type == byte[].class && isExact(SqlType.TEXT, row, index)) {
            throw new IllegalArgumentException("text");
        }
        return row.get(index, type);
    }

    @Override
    public @Nullable Object decode(SqlType type, @Nullable Object value, Row row, int index) {
        return switch (type) {
            case TIMESTAMP_WITH_TIME_ZONE ->
                value instanceof LocalDateTime time ? time.atOffset(ZoneOffset.UTC) : value;
            case TEXT, JSON -> isExact(type, row, index) ? value : null;
            case TIME_WITH_TIME_ZONE -> value instanceof String text ? TimeWithZone.decode(text) : value;
            case DECIMAL -> value instanceof Boolean ? row.get(index, Byte.class) : value;
            case TEXT_ARRAY -> TextArray.decode(String.valueOf(row.get(index, String.class)));
            case DURATION -> row.get(index, Duration.class);
            default -> type.isArray() ? ScalarArray.decode(type, String.valueOf(row.get(index, String.class))) : value;
        };
    }

    /** Bytes are no text, and of a float or a bit field the driver gives a text that the column does not hold. */
    @Override
    public boolean isExact(SqlType type, Row row, int index) {
        if (type == SqlType.JSON) {
            return isText(row, index);
        }
        return type != SqlType.TEXT
                || isText(row, index)
                || switch (column(row, index).getDataType()) {
                    case TINYINT, SMALLINT, MEDIUMINT, INTEGER, BIGINT, DECIMAL, OLDDECIMAL -> true;
                    default -> false;
                };
    }

    @Override
    public boolean isText(Row row, int index) {
        return switch (column(row, index).getDataType()) {
            case STRING, VARSTRING, TEXT, ENUM, SET, JSON -> !column(row, index).isBinary();
            default -> false;
        };
    }

    private static ColumnDefinitionPacket column(Row row, int index) {
        return (ColumnDefinitionPacket) Objects.requireNonNull(
                row.getMetadata().getColumnMetadata(index).getNativeTypeMetadata());
    }

    /** The request is a statement on another connection, which is no pool's: all of a pool may wait to be stopped. */
    @Override
    public Publisher<Void> cancel(Connection connection, ConnectionFactory connections) {
        MariadbConnection running = unwrapped(connection, MariadbConnection.class);
        MariadbConnectionFactory driver = unwrapped(connections, MariadbConnectionFactory.class);
        if (running == null || driver == null) {
            return Mono.empty();
        }
        String kill = "KILL QUERY " + running.getThreadId();
        return Mono.usingWhen(
                driver.create(),
                other -> other.createStatement(kill)
                        .execute()
                        .concatMap(Result::getRowsUpdated)
                        .then(),
                MariadbConnection::close);
    }

    private static <T> @Nullable T unwrapped(Object object, Class<T> type) {
        if (type.isInstance(object)) {
            return type.cast(object);
        }
        return object instanceof Wrapped<?> wrapped ? wrapped.unwrap(type) : null;
    }

    @Override
    public boolean indexesForeignKeys() {
        return true;
    }

    @Override
    public CatalogReader catalog() {
        return new MariadbCatalog(this);
    }

    @Override
    public Publisher<Boolean> isUnique(Connection connection, Table table, List<Column> columns) {
        Statement statement = connection.createStatement(
                UNIQUE.formatted(String.join(", ", Collections.nCopies(columns.size(), "?"))));
        for (int i = 0; i < columns.size(); i++) {
            statement.bind(i, columns.get(i).name());
        }
        if (table.schema() == null) {
            statement.bindNull(columns.size(), String.class);
        } else {
            statement.bind(columns.size(), table.schema());
        }
        return Mono.from(statement.bind(columns.size() + 1, table.name()).execute())
                .flatMap(result -> Mono.from(result.map(row -> Boolean.TRUE.equals(row.get(0, Boolean.class)))));
    }

    /** The driver's own errors come with a code of 9000, or none where nothing was sent. */
    @Override
    public boolean isRefusal(R2dbcException error) {
        if (error.getSqlState() == null) {
            return String.valueOf(error.getMessage()).contains("Unable to send anything");
        }
        return error.getErrorCode() != DRIVER_ERROR
                && error.getErrorCode() != ERROR_DURING_COMMIT
                && Dialect.super.isRefusal(error);
    }

    /** A deadlock, a change since the snapshot and too many locks undo all (InnoDB's row_mysql_handle_errors). */
    @Override
    public boolean endsTransaction(R2dbcException error) {
        return switch (error.getErrorCode()) {
            case 1020, 1206, 1213 -> true;
            default -> false;
        };
    }

    /**
     * Most errors have no SQLSTATE of their own (<a href="https://mariadb.com/kb/en/mariadb-error-codes/">codes</a>).
     */
    @Override
    public ErrorKind kindOf(R2dbcException error) {
        return switch (error.getErrorCode()) {
            case 1062, 1169, 1586 -> ErrorKind.UNIQUE_VIOLATION;
            case 1216, 1217, 1451, 1452 -> ErrorKind.FOREIGN_KEY_VIOLATION;
            case 1048, 1364, 4025 -> ErrorKind.CONSTRAINT_VIOLATION;
            case 1020 -> ErrorKind.SERIALIZATION_FAILURE;
            case 1213 -> ErrorKind.DEADLOCK;
            case 1205 -> ErrorKind.LOCK_NOT_AVAILABLE;
            case 1317, 1969 -> ErrorKind.STATEMENT_STOPPED;
            default -> Dialect.super.kindOf(error);
        };
    }
}
