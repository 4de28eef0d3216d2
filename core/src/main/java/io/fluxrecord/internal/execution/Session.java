package io.fluxrecord.internal.execution;

import io.fluxrecord.dialect.RenderedSql;
import io.r2dbc.spi.Row;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where statements run: on a connection borrowed for one statement, or on that of a transaction. */
public sealed interface Session permits Connections, Transaction {

    /** Run a statement and emit the number of rows that it touched. */
    Mono<Long> update(RenderedSql sql, @Nullable Object[] values);

    /**
     * Run a query and emit what the reader makes of each row; the reader must not return null.
     *
     * @param fetchSize the number of rows to ask the database for at a time, or 0 for all
     */
    <T> Flux<T> query(RenderedSql sql, @Nullable Object[] values, int fetchSize, Function<Row, T> reader);

    /** Remember how to undo a change in memory, should the statement that caused it be rolled back. */
    void onRollback(Runnable undo);

    /** Run work in this transaction, or in a new one where there is none. */
    <T> Flux<T> inTransaction(Function<Transaction, Flux<T>> work);
}
