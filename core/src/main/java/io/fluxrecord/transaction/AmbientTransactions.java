package io.fluxrecord.transaction;

import io.r2dbc.spi.ConnectionFactory;
import java.util.Collection;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The transactions that another library, such as Spring, runs in the Reactor Context. It makes both see the same ones:
 * Fluxrecord asks it for a running transaction before each operation, and tells it of those that it begins itself.
 * Found with {@link java.util.ServiceLoader}; for authors of integrations, not for applications.
 *
 * @since 0.1
 */
public interface AmbientTransactions {

    /**
     * Return the transactions that run where this is the Context, at most one for each connection factory: those that
     * the other library has begun, and the one that was {@linkplain #expose exposed}, unless it is suspended.
     */
    Collection<? extends AmbientTransaction> running(ContextView context);

    /**
     * Return a Context in which the other library takes this transaction, which Fluxrecord has begun, for one of its
     * own that is running, and no other. It may {@linkplain AmbientTransaction#enlist enlist} to be told of its end.
     */
    Context expose(Context context, AmbientTransaction transaction);

    /** Return a Context with the other library's transactions of a second one, or without any if that has none. */
    Context inherit(Context context, ContextView from);

    /**
     * Refuse a connection factory that cannot be used, because the other library ends its connections by itself.
     *
     * @throws io.fluxrecord.error.ConfigurationException saying which is to be used instead
     */
    void requireUsable(ConnectionFactory factory);
}
