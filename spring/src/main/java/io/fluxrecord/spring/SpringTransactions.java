package io.fluxrecord.spring;

import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.transaction.AmbientTransaction;
import io.fluxrecord.transaction.AmbientTransactions;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.connection.ConnectionHolder;
import org.springframework.r2dbc.connection.TransactionAwareConnectionFactoryProxy;
import org.springframework.transaction.reactive.TransactionContext;
import org.springframework.transaction.reactive.TransactionContextManager;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The transactions of Spring ({@code @Transactional}, {@code TransactionalOperator}) over R2DBC. Core finds this class
 * by itself.
 *
 * @since 0.1
 */
public final class SpringTransactions implements AmbientTransactions {

    /** Spring's key for what transactions begun further up are put into; its class is not public. */
    private static final Object CONTEXT_HOLDER =
            TransactionContextManager.getOrCreateContextHolder().apply(Context.empty()).stream()
                    .iterator()
                    .next()
                    .getKey();

    private static final Object[] KEYS = {TransactionContext.class, CONTEXT_HOLDER};

    /** Make it; {@link java.util.ServiceLoader} calls this. */
    public SpringTransactions() {}

    @Override
    public Collection<? extends AmbientTransaction> running(ContextView context) {
        TransactionContext current = context.getOrDefault(TransactionContext.class, null);
        if (current == null || !current.isActualTransactionActive() || current.getSynchronizations() == null) {
            return List.of(); // Synchronizations are taken away when the transaction has ended.
        }
        List<AmbientTransaction> running = new ArrayList<>(1);
        synchronized (current) { // Statements that run concurrently may be the first ones of the transaction.
            for (Map.Entry<Object, Object> resource : current.getResources().entrySet()) {
                AmbientTransaction transaction = transaction(current, resource.getKey(), resource.getValue());
                if (transaction != null) {
                    running.add(transaction);
                }
            }
        }
        return running;
    }

    private static @Nullable AmbientTransaction transaction(TransactionContext current, Object key, Object resource) {
        if (resource instanceof SharedConnectionHolder shared) {
            return shared.transaction();
        }
        return !(resource instanceof EndedConnectionHolder)
                        && key instanceof ConnectionFactory factory
                        && resource instanceof ConnectionHolder holder
                ? SpringTransaction.of(current, factory, holder)
                : null;
    }

    @Override
    public Context expose(Context context, AmbientTransaction transaction) {
        Context alone = TransactionContextManager.getOrCreateContext()
                .apply(TransactionContextManager.getOrCreateContextHolder().apply(Context.empty()));
        transaction.enlist(() -> SpringParticipant.of(transaction, alone));
        return context.putAll(alone.readOnly());
    }

    @Override
    public Context inherit(Context context, ContextView from) {
        Context inherited = context;
        for (Object key : KEYS) {
            inherited = from.hasKey(key) ? inherited.put(key, from.get(key)) : inherited.delete(key);
        }
        return inherited;
    }

    @Override
    public void requireUsable(ConnectionFactory factory) {
        Object part = factory;
        while (part != null) {
            if (part instanceof TransactionAwareConnectionFactoryProxy) {
                throw new ConfigurationException("A TransactionAwareConnectionFactoryProxy lends a connection that must"
                        + " not be closed, and loses rows where it is; give Fluxrecord the connection factory that is"
                        + " under it, and records take part in Spring's transactions by themselves");
            }
            part = part instanceof Wrapped<?> wrapped ? wrapped.unwrap() : null;
        }
    }
}
