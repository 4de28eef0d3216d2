package io.fluxrecord;

import io.fluxrecord.annotation.CheckReturnValue;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.persistence.NativeParameters;
import io.fluxrecord.internal.persistence.NativeScalars;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.query.Property;
import io.fluxrecord.sql.NativeText;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlStatement;
import io.r2dbc.spi.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * SQL that was written by hand, with the values of its parameters. Immutable: every method returns another one, and one
 * can be kept and run any number of times. It runs in the transaction of the Reactor Context, if there is one of its
 * database, as all statements do.
 *
 * <p>A parameter is {@code :name}, outside of literals, quoted names and comments; {@code ::} is a cast and {@code \:}
 * a colon. One value is bound to each. A list is an array of the database, {@code = ANY(:ids)}, and as {@code IN
 * (:ids)} it works on all databases. Whatever runs signals {@link IllegalArgumentException} if names and values do not
 * match.
 *
 * <p>No scope is applied: soft-deleted rows are emitted, too.
 *
 * @since 0.1
 */
public final class NativeQuery {

    private final Database database;
    private final NativeText text;
    private final Map<String, Param> values;
    private final int fetchSize;

    NativeQuery(Database database, NativeText text) {
        this(database, text, Map.of(), 0);
    }

    private NativeQuery(Database database, NativeText text, Map<String, Param> values, int fetchSize) {
        this.database = database;
        this.text = text;
        this.values = values;
        this.fetchSize = fetchSize;
    }

    /**
     * Bind a value that a property could have without a converter, or a list or array of such; an enum is its name.
     *
     * @throws IllegalArgumentException if no property has such values, the value is null, or a list has nothing but
     *     nulls, which tell no type
     */
    public NativeQuery bind(String name, Object value) {
        return with(name, NativeParameters.of(name, Rows.required(value, "value of " + name + "; use bindNull()")));
    }

    /** Bind a value as a property stores it: with its converter, its label, its digits, as JSON. */
    public <V> NativeQuery bind(String name, Property<?, V> property, V value) {
        return with(name, (Param) property.set(value).assignment().value());
    }

    /**
     * Bind a null.
     *
     * @param type of the values that it stands for
     * @throws IllegalArgumentException if no property has such values
     */
    public NativeQuery bindNull(String name, Class<?> type) {
        return with(name, NativeParameters.ofNull(name, type));
    }

    private NativeQuery with(String name, Param value) {
        Map<String, Param> bound = new HashMap<>(values);
        bound.put(name, value);
        return new NativeQuery(database, text, bound, fetchSize);
    }

    /** Ask the database for so many rows at a time, as {@link Rows#fetchSize} does. */
    public NativeQuery fetchSize(int rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("fetchSize must not be negative");
        }
        return new NativeQuery(database, text, values, rows);
    }

    /**
     * Emit a record for each row, which is stored and clean and has run {@code afterLoad}. The rows have the columns of
     * the model by name, in any order and with others beside them. Signals {@link io.fluxrecord.error.MappingException}
     * where one is missing or does not fit.
     */
    @CheckReturnValue
    @SuppressWarnings("exports") // Authors see ActiveRecord and ReadOnlyRecord, which are all that there is of it.
    public <E extends Persistent> Flux<E> fetch(ReadableModel<E> model) {
        return many((session, rendered) -> database.lifecycle(model.mapping()).fetch(session, rendered, fetchSize));
    }

    /**
     * Emit what a function makes of each row, which is not null. What the row holds is what the driver says; the row is
     * not to be kept.
     */
    @CheckReturnValue
    public <T> Flux<T> fetch(Function<? super Row, ? extends T> reader) {
        return many((session, rendered) -> {
            session.mayChange();
            return session.query(rendered, values(rendered), fetchSize, reader::apply);
        });
    }

    /**
     * Emit the only value of each row, as a property of the class would read it: exactly, or not at all; an enum by the
     * name of its constant. Completes empty if there is no row.
     *
     * <pre>{@code
     * Flux<String> names = db.sql("SELECT name FROM product").fetch(String.class);
     * }</pre>
     *
     * <p>Signals {@link io.fluxrecord.error.MappingException} if rows have several columns, if one holds something
     * else, or if it is null, which cannot be emitted: {@code coalesce} in the SQL gives another value, and
     * {@link #fetch(Function)} reads it.
     *
     * @throws IllegalArgumentException if no property has such values without a converter
     */
    @CheckReturnValue
    public <T> Flux<T> fetch(Class<T> type) {
        NativeScalars<T> scalars = new NativeScalars<>(type, database.dialect());
        return fetch(scalars::read);
    }

    /** Run the statement, and emit how many rows it has touched. */
    @CheckReturnValue
    public Mono<Long> rowsUpdated() {
        return many((session, rendered) -> session.update(rendered, values(rendered), null, count -> count))
                .single();
    }

    private <T> Flux<T> many(BiFunction<Session, RenderedSql, Publisher<T>> run) {
        return Flux.deferContextual(context ->
                run.apply(database.session(context), database.dialect().render(new SqlStatement.Native(text, values))));
    }

    private @Nullable Object[] values(RenderedSql rendered) {
        return NativeParameters.values(rendered, database.dialect());
    }

    @Override
    public String toString() {
        return "NativeQuery[" + text + "]";
    }
}
