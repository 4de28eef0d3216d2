package io.fluxrecord.internal.persistence;

import io.fluxrecord.internal.execution.Connections;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Operation;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.record.RecordState;
import io.fluxrecord.sql.Column;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.R2dbcException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Whether the key that a model declares is unique in its table. The database is asked once, before the first write by
 * the key outside a transaction. A write by a key that is not unique runs in a transaction, which undoes one that has
 * touched several rows; all others cost nothing more.
 */
final class DeclaredKey {

    private static final Logger log = LoggerFactory.getLogger(DeclaredKey.class);

    private enum Knowledge {
        NONE,
        UNIQUE,
        NOT_UNIQUE
    }

    private final Mapping<?> mapping;
    private volatile Knowledge knowledge = Knowledge.NONE;

    DeclaredKey(Mapping<?> mapping) {
        this.mapping = mapping;
    }

    /** Return whether a write by the key can run in this session as it is. */
    boolean suits(Session session) {
        return knowledge == Knowledge.UNIQUE || !(session instanceof Connections);
    }

    /** Run a write that does not {@linkplain #suits suit} in this session, or in a transaction of its own. */
    <T> Mono<T> write(Session session, Persistent record, Function<Session, Mono<T>> write) {
        return isUnique((Connections) session)
                .defaultIfEmpty(false)
                .flatMap(unique -> unique ? write.apply(session) : inTransaction(session, record, write));
    }

    static <T> Mono<T> inTransaction(Session session, Persistent record, Function<Session, Mono<T>> write) {
        Operation operation = Objects.requireNonNull(RecordState.of(record).operation());
        return session.transactional(TransactionOptions.DEFAULT, inner -> {
                    inner.requireTransaction("A write").begunFor(operation);
                    return write.apply(inner);
                })
                .singleOrEmpty();
    }

    /** Emit the answer, or nothing if there is none yet: then the write is on the safe side, and the next one asks. */
    private Mono<Boolean> isUnique(Connections connections) {
        if (knowledge != Knowledge.NONE) {
            return Mono.just(knowledge == Knowledge.UNIQUE);
        }
        List<Column> columns =
                Arrays.stream(mapping.keyColumns()).mapToObj(mapping::column).toList();
        return connections
                .isUnique(mapping.table(), columns)
                .onErrorResume(
                        R2dbcException.class,
                        error -> connections.dialect().isRefusal(error) ? Mono.empty() : Mono.error(error))
                .doOnNext(this::learn);
    }

    private void learn(boolean unique) {
        if (unique) {
            knowledge = Knowledge.UNIQUE;
        } else {
            severalRows();
        }
    }

    void forget() {
        knowledge = Knowledge.NONE;
    }

    /** The key was found to be no key, whatever the database has said before. */
    void severalRows() {
        if (knowledge != Knowledge.NOT_UNIQUE) {
            knowledge = Knowledge.NOT_UNIQUE;
            log.warn(
                    "The key of {} is not unique in table {}, so that each write of a record runs in a transaction",
                    mapping.name(),
                    mapping.table().name());
        }
    }
}
