package io.fluxrecord.spring;

import io.fluxrecord.Database;
import io.fluxrecord.tck.TestBed;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.ConnectionFactory;
import java.util.function.Supplier;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.publisher.Mono;

/** Begins the transactions of contracts with Spring. */
final class SpringStyle implements TestBed.Transactions {

    private final ReactiveTransactionManager manager;
    private final Database database;

    SpringStyle(ConnectionFactory factory, Database database) {
        manager = new R2dbcTransactionManager(factory);
        this.database = database;
    }

    /** What Spring has no word for is left to the database. */
    @Override
    public Mono<Object> run(TransactionOptions options, Supplier<? extends Mono<Object>> work) {
        return options.lockTimeout() != null || options.statementTimeout() != null
                ? database.transaction(options, work)
                : TransactionalOperator.create(manager, definition(options)).transactional(Mono.defer(work));
    }

    static TransactionDefinition definition(TransactionOptions options) {
        DefaultTransactionDefinition definition = new DefaultTransactionDefinition();
        definition.setPropagationBehavior(
                switch (options.propagation()) {
                    case REQUIRED -> TransactionDefinition.PROPAGATION_REQUIRED;
                    case REQUIRES_NEW -> TransactionDefinition.PROPAGATION_REQUIRES_NEW;
                    case NESTED -> TransactionDefinition.PROPAGATION_NESTED;
                    case MANDATORY -> TransactionDefinition.PROPAGATION_MANDATORY;
                    case NEVER -> TransactionDefinition.PROPAGATION_NEVER;
                });
        Integer isolation = Options.isolation(options.isolation());
        if (isolation != null) {
            definition.setIsolationLevel(isolation);
        }
        definition.setReadOnly(options.isReadOnly());
        String name = options.name();
        if (name != null) {
            definition.setName(name);
        }
        return definition;
    }
}
