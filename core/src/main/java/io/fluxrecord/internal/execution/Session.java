package io.fluxrecord.internal.execution;

import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Operation;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.record.Provenance;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where statements run: on a connection borrowed for one statement, or on that of a transaction. */
public sealed interface Session permits Connections, Transaction {

    /**
     * Run a write and emit what it leads to. Once it was sent, its answer is taken whether or not there still is a
     * subscriber; a late one may find the transaction rolled back.
     *
     * @param operation is under way until the write has answered; null if no record is concerned
     */
    <R> Mono<R> update(RenderedSql sql, @Nullable Object[] values, @Nullable Operation operation, Write<R> write);

    /**
     * Run a write that returns a row for each row that it touched, under the same terms. Emits nothing where the answer
     * leads to null.
     */
    <K, R> Mono<R> updateReturning(
            RenderedSql sql,
            @Nullable Object[] values,
            @Nullable Operation operation,
            Function<Row, K> reader,
            Function<List<K>, @Nullable R> answer);

    /**
     * Run a query for at most one row and emit what the reader makes of it; the reader must not return null.
     *
     * @param operation is under way until the query has answered; null if no record is concerned
     */
    <T> Mono<T> queryOne(
            RenderedSql sql, @Nullable Object[] values, @Nullable Operation operation, Function<Row, T> reader);

    /**
     * Run a query and emit what the reader makes of each row; the reader must not return null.
     *
     * @param fetchSize the number of rows to ask the database for at a time, or 0 for all
     */
    <T> Flux<T> query(RenderedSql sql, @Nullable Object[] values, int fetchSize, Function<Row, T> reader);

    /** Lend the connection to work, which is alone on it until it has ended; the work is called on subscription. */
    <T> Flux<T> connection(Function<? super Connection, ? extends Publisher<T>> work);

    /**
     * Let a record know what a statement has done to its row. Should that statement be rolled back, the record goes
     * back to the state that it has now; where it has been already, the record is left alone.
     */
    <E extends Persistent> void change(Mapping<E> mapping, E record, Runnable change);

    /** Let a record know what its row holds now, under the same terms. */
    <E extends Persistent> void reread(Mapping<E> mapping, E record, Runnable change);

    /** Return what a record that is read now depends on, or null if it is what is committed. */
    @Nullable
    Provenance provenance();

    /** A statement will be sent of which is not known whether it changes rows; count it as one that does. */
    void mayChange();

    /** Run work in a transaction, this one or a new one as the options say; the work is called on subscription. */
    <T> Flux<T> transactional(TransactionOptions options, Function<Session, Publisher<T>> work);

    /** Return the running transaction, or fail. */
    Transaction requireTransaction(String purpose);
}
