package io.fluxrecord.spring;

import io.fluxrecord.Database;
import io.fluxrecord.error.RollbackOnlyException;
import io.fluxrecord.error.TransactionStateException;
import io.fluxrecord.tck.TestBed;
import io.fluxrecord.transaction.Propagation;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Random;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Begins transactions and savepoints with Spring or with Fluxrecord, at random. To join is left to Fluxrecord: Spring
 * rolls back with any part that fails.
 */
final class MixedStyle implements TestBed.Transactions {

    private final Random random = new Random(20261126);
    private final SpringStyle spring;
    private final Database database;

    MixedStyle(ConnectionFactory factory, Database database) {
        spring = new SpringStyle(factory, database);
        this.database = database;
    }

    @Override
    public Mono<Object> run(TransactionOptions options, Supplier<? extends Mono<Object>> work) {
        if (options.propagation() == Propagation.REQUIRED || random.nextBoolean()) {
            return database.transaction(options, work);
        }
        return spring.run(options, work).onErrorResume(MixedStyle::isOnDemand, rolledBack -> Mono.empty());
    }

    /** What is no error of Fluxrecord's own transactions is one of Spring's. */
    private static boolean isOnDemand(Throwable error) {
        return error instanceof RollbackOnlyException
                && error.getCause() instanceof TransactionStateException cause
                && String.valueOf(cause.getMessage()).startsWith("rollbackOnly()");
    }
}
