package io.fluxrecord.dialect.h2;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Lock;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.Clob;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
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

    private static final Set<String> CLOSED = Set.of("90007", "90067", "90098", "90121");

    /** What a session waits for a lock where the database has no setting for it (H2's {@code Constants}), in ms. */
    private static final int INITIAL_LOCK_TIMEOUT = 2000;

    private static final Parameter NULL_TEXT = Parameters.in(String.class);

    private static final String ISOLATION = "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL ";

    @Override
    public String driver() {
        return "H2";
    }

    @Override
    public String marker(int position) {
        return "?" + position;
    }

    @Override
    public String marker(int position, SqlType type) {
        return type == SqlType.JSON ? marker(position) + " FORMAT JSON" : marker(position);
    }

    @Override
    public String quote(String identifier) {
        if (identifier.indexOf(';') >= 0) {
            throw new IllegalArgumentException("The H2 driver takes no semicolon inside an identifier");
        }
        return Dialect.super.quote(identifier);
    }

    @Override
    public String returning(String insert, List<String> quotedColumns) {
        return "SELECT " + String.join(", ", quotedColumns) + " FROM FINAL TABLE (" + insert + ")";
    }

    @Override
    public String series(String count) {
        return "SYSTEM_RANGE(1, " + count + ")";
    }

    @Override
    public String lock(Lock lock) {
        if (lock.strength() == Lock.Strength.SHARE) {
            throw new ConfigurationException("H2 has no FOR SHARE; use forUpdate()");
        }
        return Dialect.super.lock(lock);
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
        return switch (column.type()) {
            case BOOLEAN -> "BOOLEAN";
            case SMALLINT -> "SMALLINT";
            case INTEGER -> "INTEGER";
            case BIGINT -> "BIGINT";
            case REAL -> "REAL";
            case DOUBLE -> "DOUBLE PRECISION";
            case DECIMAL ->
                column.precision() > 0
                        ? "NUMERIC(" + column.precision() + ", " + column.scale() + ")"
                        : "DECFLOAT(1000)";
            case TEXT -> textType(column.length());
            case JSON -> "JSON";
            case UUID -> "UUID";
            case DATE -> "DATE";
            case TIME -> "TIME(6)";
            case TIME_WITH_TIME_ZONE -> "TIME(6) WITH TIME ZONE";
            case TIMESTAMP -> "TIMESTAMP(6)";
            case TIMESTAMP_WITH_TIME_ZONE -> "TIMESTAMP(6) WITH TIME ZONE";
            case BINARY -> "BINARY VARYING";
            case TEXT_ARRAY -> "CHARACTER VARYING ARRAY";
        };
    }

    private static String textType(int length) {
        if (length == 0) {
            return "CHARACTER VARYING";
        }
        return (length > MAX_VARCHAR_LENGTH ? "CHARACTER LARGE OBJECT(" : "CHARACTER VARYING(") + length + ")";
    }

    /** The codes of a database or connection that is closed (H2's {@code ErrorCode}) are of a class like others. */
    @Override
    public boolean isRefusal(R2dbcException error) {
        return Dialect.super.isRefusal(error) && !CLOSED.contains(String.valueOf(error.getSqlState()));
    }

    /** H2's {@code Constants.MAX_ARRAY_CARDINALITY}. */
    @Override
    public int maxArrayLength(SqlType type) {
        return 65_536;
    }

    /** H2's {@code Constants.MAX_PARAMETER_INDEX}. */
    @Override
    public int maxParameters() {
        return 100_000;
    }

    /** The driver cannot convert between the scales of an array's numbers, so they get the same one. */
    @Override
    public Object encodeArray(SqlType type, Object[] values) {
        if (type != SqlType.DECIMAL) {
            return values;
        }
        int scale = Arrays.stream(values)
                .mapToInt(value -> ((BigDecimal) value).scale())
                .max()
                .orElse(0);
        return Arrays.stream(values)
                .map(value -> ((BigDecimal) value).setScale(scale))
                .toArray();
    }

    /** The driver fails to find a codec for a null in an array, but has one for a parameter without a value. */
    @Override
    public Object encode(SqlType type, Object value) {
        if (value instanceof String[] texts) {
            return Arrays.stream(texts)
                    .map(text -> text == null ? NULL_TEXT : text)
                    .toArray();
        }
        return value instanceof String text && text.length() > MAX_VARCHAR_LENGTH ? Clob.from(Mono.just(text)) : value;
    }
}
