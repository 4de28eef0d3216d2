package io.fluxrecord.spring;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Wrapped;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.connection.ConnectionHolder;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The connection with which Spring itself ends a transaction, and the savepoints that it made before a record ran in
 * it. All others use the shared connection by then, so what rolls back to a savepoint here rolls back all that records
 * have done.
 */
final class WatchedConnection implements InvocationHandler {

    private static final Logger log = LoggerFactory.getLogger(WatchedConnection.class);

    /** Spring keeps the holder outside of the Context as well, and only subclasses may replace its connection. */
    private static final @Nullable MethodHandle SET_CONNECTION = setConnection();

    private final Connection connection;
    private final ParticipantSynchronization participant;
    private final Consumer<Mono<Void>> endParticipation;

    private WatchedConnection(
            Connection connection, ParticipantSynchronization participant, Consumer<Mono<Void>> endParticipation) {
        this.connection = connection;
        this.participant = participant;
        this.endParticipation = endParticipation;
    }

    private static @Nullable MethodHandle setConnection() {
        try {
            return MethodHandles.privateLookupIn(ConnectionHolder.class, MethodHandles.lookup())
                    .findVirtual(
                            ConnectionHolder.class,
                            "setConnection",
                            MethodType.methodType(void.class, Connection.class));
        } catch (ReflectiveOperationException e) {
            log.warn(
                    "Spring's holder of a connection does not let itself be changed: where a NESTED transaction of"
                            + " Spring is the first to use records, they do not see it roll back alone",
                    e);
            return null;
        }
    }

    /** Let a holder have a connection that ends a participant with the savepoint in which it took part first. */
    static void watch(
            ConnectionHolder holder, ParticipantSynchronization participant, Consumer<Mono<Void>> endParticipation) {
        WatchedConnection watched = new WatchedConnection(holder.getConnection(), participant, endParticipation);
        set(holder, (Connection) Proxy.newProxyInstance(
                WatchedConnection.class.getClassLoader(), new Class<?>[] {Connection.class, Wrapped.class}, watched));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "releaseSavepoint" -> releaseSavepoint((String) Objects.requireNonNull(arguments[0]));
            case "rollbackTransactionToSavepoint" -> rollbackToSavepoint((String) Objects.requireNonNull(arguments[0]));
            case "unwrap" -> arguments == null || ((Class<?>) arguments[0]).isInstance(connection) ? connection : null;
            default -> forward(method, arguments);
        };
    }

    private Mono<Void> releaseSavepoint(String name) {
        return Mono.defer(() -> {
            Throwable failure = participant.failure();
            return failure == null
                    ? Mono.from(connection.releaseSavepoint(name))
                    : rollbackToSavepoint(name).then(Mono.error(failure));
        });
    }

    /** If it fails, what was undone in memory may be committed: then the participant refuses the commit. */
    private Mono<Void> rollbackToSavepoint(String name) {
        return Mono.defer(() -> {
            Sinks.Empty<Void> rollback = Sinks.empty();
            endParticipation.accept(rollback.asMono());
            return Mono.defer(participant::beforeCompletion)
                    .then(Mono.from(connection.rollbackTransactionToSavepoint(name)))
                    .doOnSuccess(done -> {
                        participant.rolledBack();
                        rollback.tryEmitEmpty();
                    })
                    .doOnError(rollback::tryEmitError);
        });
    }

    private @Nullable Object forward(Method method, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    static void set(ConnectionHolder holder, Connection connection) {
        if (SET_CONNECTION == null) {
            return;
        }
        try {
            SET_CONNECTION.invokeExact(holder, connection);
        } catch (Throwable e) {
            throw new IllegalStateException("Spring's holder of a connection has refused one", e);
        }
    }
}
