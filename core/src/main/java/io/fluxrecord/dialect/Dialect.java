package io.fluxrecord.dialect;

import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcRollbackException;
import io.r2dbc.spi.Row;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * What Fluxrecord needs to know of a database: its types, what its driver takes and answers, and the
 * {@linkplain SqlRenderer renderer} that spells its statements. A dialect is found with {@link java.util.ServiceLoader}
 * by the name of the driver: with the class loader of the thread's context, with that of this interface, or with that
 * of the connection factory. Immutable and safe for all threads.
 *
 * @since 0.1
 */
public interface Dialect {

    /**
     * Return the driver's name that this dialect is for, as {@link io.r2dbc.spi.ConnectionFactoryMetadata#getName()}
     * tells it.
     */
    String driver();

    /**
     * Return the options to connect with, where an application gives a URL: those that it gives, with others that suit
     * Fluxrecord better than the driver's defaults. Asked for every URL, of other databases too. Adds nothing by
     * default.
     */
    default ConnectionFactoryOptions refine(ConnectionFactoryOptions given) {
        return given;
    }

    /**
     * Return whether options name a driver, be it inside a pool or a proxy, as in {@code r2dbc:pool:postgresql}.
     *
     * @param names of the driver in URLs
     */
    static boolean isNamed(ConnectionFactoryOptions options, String... names) {
        List<String> words = List.of((options.getValue(ConnectionFactoryOptions.DRIVER) + ":"
                        + options.getValue(ConnectionFactoryOptions.PROTOCOL))
                .split(":"));
        return Stream.of(names).anyMatch(words::contains);
    }

    /** Return the type of a column in a {@code CREATE TABLE} and a {@code CAST}. */
    String columnType(Column column);

    /** Return what the driver takes for a value that is not null. */
    default Object encode(SqlType type, Object value) {
        return value;
    }

    /**
     * Return what a text has that the database cannot hold, in words for a message; null where it can hold it all.
     * Asked for all text that is written or compared with. By default that is half of a surrogate pair, which is no
     * text in any encoding (Unicode 15, D89), so that drivers send a question mark in its place.
     */
    default @Nullable String unstorable(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                i++;
                if (i == length || !Character.isSurrogatePair(unit, text.charAt(i))) {
                    return "half of a surrogate pair";
                }
            }
        }
        return null;
    }

    /**
     * Return what a column holds, where the driver's answer may not be it: for the values below, which are few. Null
     * refuses it. Of what is returned, another type is converted where that is exact, or else refused.
     *
     * <ul>
     *   <li>a value of another type than is asked for by default
     *   <li>a value of a column that is not {@linkplain #isExact exact}
     *   <li>a zero of {@code DECIMAL}, which some drivers answer for what is no number
     *   <li>text or JSON that begins with a control character, which may be some binary form
     *   <li>dates and times before 1583, when calendars differ, or after 9999, as infinity is
     *   <li>{@code TIME_WITH_TIME_ZONE} at the least offset, as 24:00 may be
     *   <li>{@code BINARY} that the driver fails to read
     *   <li>every array but {@code TEXT_ARRAY} and {@code NAMED_ARRAY}, every {@code DURATION} and {@code PERIOD}
     * </ul>
     *
     * @param value what the driver has answered; null where it has failed
     * @param index of the column in the row
     */
    default @Nullable Object decode(SqlType type, @Nullable Object value, Row row, int index) {
        return value;
    }

    /**
     * Return the value of a column as one of the classes that a driver is asked for by name: {@code Boolean},
     * {@code String}, {@code UUID}, {@code OffsetTime}, {@code Instant} and {@code byte[]}. By default it is what the
     * driver answers; a dialect reads those itself that its driver lacks or reads as something else. What it throws
     * refuses the value.
     *
     * @param index of the column in the row
     */
    default <T> @Nullable T get(Row row, int index, Class<T> type) {
        return row.get(index, type);
    }

    /**
     * Return whether the driver, asked for a column as a class that a type is read as ({@link SqlType#javaType()}),
     * gives what the column holds, unchanged, or else throws. By default false: it is asked for whatever the column
     * holds. True is for a driver that converts nothing, and finds its codec faster by a class.
     */
    default boolean refusesOtherClasses() {
        return false;
    }

    /**
     * Return whether the driver, asked for a value of some type, always gives what a column holds. By the column, which
     * is the same in all rows, so that this is asked once, with the first value that is not null. Asked for
     * {@code TEXT}, {@code JSON}, {@code DATE}, {@code BINARY}, {@code INTEGER} where the number is negative, and
     * {@code TIMESTAMP_WITH_TIME_ZONE} that is an {@link java.time.Instant}, for which false says that the column has
     * no time zone.
     *
     * @param index of the column in the row
     */
    default boolean isExact(SqlType type, Row row, int index) {
        return true;
    }

    /**
     * Return whether a column is of a type of text, so that what the driver gives for text has not been made from
     * something else. Asked as {@link #isExact} is.
     *
     * @param index of the column in the row
     */
    default boolean isText(Row row, int index) {
        return true;
    }

    /** Return the class as which the driver binds a null of this type. */
    default Class<?> nullClass(SqlType type) {
        return type.javaType();
    }

    /** Return what the driver takes for an array of values; none of them is null and there is at least one. */
    default Object encodeArray(SqlType type, Object[] values) {
        return values;
    }

    /**
     * Return the greatest length of an array of this type that the driver takes; a longer list is bound as several of
     * them. Zero means that it takes none, and each value is bound by itself.
     */
    default int maxArrayLength(SqlType type) {
        return Integer.MAX_VALUE;
    }

    /** Return the greatest number of parameters of a statement. Defaults to 65,535: many protocols count 16 bits. */
    default int maxParameters() {
        return 65_535;
    }

    /**
     * Return how many rows an INSERT writes as values, where it writes many; fewer if they have too many columns.
     * Defaults to 64. It is 1 where the driver tells no more than one generated key for a statement.
     */
    default int rowsOfValues() {
        return 64;
    }

    /**
     * Return whether many rows of these columns are inserted from one array per column, by {@code unnest}: one text and
     * as many parameters as columns, however many rows there are.
     */
    default boolean unnests(List<Column> columns) {
        return false;
    }

    /**
     * Return the number of digits that a column with a time keeps of a second: what the model says
     * ({@link Column#scale()}), else 6.
     */
    default int secondPrecision(Column column) {
        return column.scale() < 0 ? 6 : column.scale();
    }

    /** Return the greatest number of digits that the driver and any column take before the point of a decimal. */
    default int maxIntegerDigits() {
        return 1000;
    }

    /** Return the greatest number of digits that the driver and any column take after the point of a decimal. */
    default int maxScale() {
        return 1000;
    }

    /** Return whether a timestamp with a time zone comes back with the offset that it was written with. */
    default boolean keepsOffsets() {
        return true;
    }

    /** Return whether {@link #normalize} or {@link #assign} does anything to values of a column. */
    default boolean normalizes(Column column) {
        return switch (column.type()) {
            case DECIMAL, TIME, TIME_WITH_TIME_ZONE, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE, DURATION, PERIOD -> true;
            default -> column.type().isArray() && normalizes(column.element());
        };
    }

    /**
     * Return a value as a column would hold it, which is to be equal to one of that column: a decimal is rounded half
     * up to its scale, a time is cut to its digits of a second, never rounded, and twelve months are a year. The same
     * object where nothing is to be done.
     *
     * @param value is not null
     * @throws IllegalArgumentException if the driver or the database cannot take the value, or would take it for
     *     another one; the message tells the column and not the value
     */
    default Object normalize(Column column, Object value) {
        return switch (column.type()) {
            case DECIMAL -> value instanceof BigDecimal number ? StoreAssignment.round(this, column, number) : value;
            case TIME, TIME_WITH_TIME_ZONE, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE ->
                StoreAssignment.cut(value, secondPrecision(column));
            case DURATION ->
                value instanceof Duration time ? StoreAssignment.cut(time, secondPrecision(column)) : value;
            case PERIOD -> value instanceof Period time ? StoreAssignment.normal(time) : value;
            default ->
                value instanceof Object[] elements && column.type().isArray()
                        ? StoreAssignment.elements(this, column.element(), elements)
                        : value;
        };
    }

    /**
     * Return what a column holds once a value was written to it: {@linkplain #normalize normalized}.
     *
     * @param value is not null
     * @throws IllegalArgumentException as {@link #normalize} does, and if the value has more digits than the column
     */
    default Object assign(Column column, Object value) {
        StoreAssignment.requireFits(this, column, value);
        return StoreAssignment.fitting(this, column, normalize(column, value)); // 9.99 may be 10.0 now.
    }

    /**
     * Return the statements, without parameters, that make a session of the server one to rely on. Run on each
     * connection of the driver before its first use, be it of a pool that others use too. None by default.
     */
    default List<String> enterSession() {
        return List.of();
    }

    /**
     * Return the statements that make the next transaction of a connection what its options ask for, run right before
     * its beginning.
     *
     * @throws io.fluxrecord.error.ConfigurationException if the database cannot do what is asked for
     */
    default List<String> beforeTransaction(TransactionOptions options) {
        return List.of();
    }

    /**
     * Return the statements that make a transaction what its options ask for, run right after its beginning.
     *
     * @throws io.fluxrecord.error.ConfigurationException if the database cannot do what is asked for
     */
    default List<String> enterTransaction(TransactionOptions options) {
        return List.of();
    }

    /** Return the statements that put back what outlives a transaction, run after its end. */
    default List<String> leaveTransaction(TransactionOptions options) {
        return List.of();
    }

    /**
     * Ask the server to stop the statement that runs on a connection, which then answers with an error. Completes empty
     * when the request can no longer arrive, be it late; at once where there is no such request.
     *
     * @param connection may be {@linkplain io.r2dbc.spi.Wrapped wrapped}
     * @param connections makes others, for a request that is a statement itself; may be an exhausted pool or a proxy
     */
    default Publisher<Void> cancel(Connection connection, ConnectionFactory connections) {
        return Mono.empty();
    }

    /**
     * Ask the database whether no two rows of a table can have the same values in these columns, none of which is null.
     * Emits the answer, which is kept, or nothing where the database does not know the table; by default it is true,
     * without asking. The connection may be {@linkplain io.r2dbc.spi.Wrapped wrapped}.
     *
     * <p>Writes by a key that is not unique, or not known to be, run in a transaction, so that one that has touched
     * several rows is undone.
     */
    default Publisher<Boolean> isUnique(Connection connection, Table table, List<Column> columns) {
        return Mono.just(true);
    }

    /** Return what reads the database's catalog; by default {@link ConfigurationException} is thrown. */
    default CatalogReader catalog() {
        throw new ConfigurationException("The dialect of " + driver() + " reads no catalog");
    }

    /** Return whether an UPDATE can emit the rows that it touches. False by default. */
    default boolean hasUpdateReturning() {
        return false;
    }

    /** Return whether an index may be on the rows that a condition holds for, and no others. False by default. */
    default boolean hasPartialIndexes() {
        return false;
    }

    /** Return whether the columns of a foreign key have an index as soon as it is made. False by default. */
    default boolean indexesForeignKeys() {
        return false;
    }

    /**
     * Return whether an error of a statement or commit is the database's word that nothing of it was done. Any other
     * error, a broken connection above all, may have come after the work was done.
     *
     * <p>By default that is an error with an SQLSTATE (ISO/IEC 9075-2, 24.1), less the classes that tell of a broken
     * connection or server (08, 58, XX, 57P of PostgreSQL) and 40003, "statement completion unknown".
     */
    default boolean isRefusal(R2dbcException error) {
        if (error instanceof R2dbcRollbackException) {
            return true;
        }
        String state = error.getSqlState();
        return state != null
                && state.length() == 5
                && !state.startsWith("08")
                && !state.startsWith("57P")
                && !state.startsWith("58")
                && !state.startsWith("XX")
                && !state.equals("40003");
    }

    /**
     * Return what an error of the database means. By default its SQLSTATE (ISO/IEC 9075-2, 24.1) tells, with the codes
     * that PostgreSQL adds: 23505, 23503, others of class 23, 40001, 40P01, 55P03 and 57014.
     */
    default ErrorKind kindOf(R2dbcException error) {
        String state = String.valueOf(error.getSqlState());
        return switch (state) {
            case "23505" -> ErrorKind.UNIQUE_VIOLATION;
            case "23503" -> ErrorKind.FOREIGN_KEY_VIOLATION;
            case "40001" -> ErrorKind.SERIALIZATION_FAILURE;
            case "40P01" -> ErrorKind.DEADLOCK;
            case "55P03" -> ErrorKind.LOCK_NOT_AVAILABLE;
            case "57014" -> ErrorKind.STATEMENT_STOPPED;
            default -> state.startsWith("23") ? ErrorKind.CONSTRAINT_VIOLATION : ErrorKind.OTHER;
        };
    }

    /**
     * Return whether with an error of a statement the database has rolled back all of the transaction, and not just the
     * statement, but would begin another one with the next. Such a transaction takes no more statements and is not
     * committed. False by default, as where a transaction that has failed refuses what comes.
     */
    default boolean endsTransaction(R2dbcException error) {
        return false;
    }

    /**
     * Return whether a query in a transaction may show an older state of a row than a write in it goes by, so that only
     * a query with a lock shows why the write matched no row. False where such a write fails instead.
     */
    default boolean queriesOldSnapshots() {
        return true;
    }

    /**
     * Return a statement as this database spells it: by default as {@link SqlRenderer} does. A dialect whose database
     * spells some differently renders with an extension of that.
     *
     * @throws IllegalArgumentException if its condition has more than 32 levels of {@code AND}, {@code OR} and
     *     {@code NOT}, one inside the other, or joins more than 100,000 others, or if it has more than
     *     {@link #maxParameters()} parameters
     */
    default RenderedSql render(SqlStatement statement) {
        return new SqlRenderer(this).render(statement);
    }
}
