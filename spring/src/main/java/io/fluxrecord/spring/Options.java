package io.fluxrecord.spring;

import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.IsolationLevel;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionContext;

/** The properties of a transaction as Spring and as Fluxrecord know them. */
final class Options {

    private static final Map<Integer, IsolationLevel> ISOLATION = Map.of(
            TransactionDefinition.ISOLATION_READ_UNCOMMITTED, IsolationLevel.READ_UNCOMMITTED,
            TransactionDefinition.ISOLATION_READ_COMMITTED, IsolationLevel.READ_COMMITTED,
            TransactionDefinition.ISOLATION_REPEATABLE_READ, IsolationLevel.REPEATABLE_READ,
            TransactionDefinition.ISOLATION_SERIALIZABLE, IsolationLevel.SERIALIZABLE);

    private Options() {}

    static TransactionOptions of(TransactionContext context) {
        TransactionOptions options = TransactionOptions.DEFAULT;
        String name = context.getCurrentTransactionName();
        if (name != null) {
            options = options.named(name);
        }
        Integer isolation = context.getCurrentTransactionIsolationLevel();
        if (isolation != null && ISOLATION.containsKey(isolation)) {
            options = options.isolation(ISOLATION.get(isolation));
        }
        return context.isCurrentTransactionReadOnly() ? options.readOnly() : options;
    }

    /** Return how messages call a transaction. */
    static String describe(TransactionOptions options) {
        return options.name() == null ? "The transaction" : "Transaction \"" + options.name() + "\"";
    }

    /**
     * Return Spring's number for an isolation level; null for the default, or for a level that Spring does not know.
     */
    static @Nullable Integer isolation(@Nullable IsolationLevel level) {
        return ISOLATION.entrySet().stream()
                .filter(known -> known.getValue().equals(level))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }
}
