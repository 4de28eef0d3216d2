package io.fluxrecord.internal.execution;

import org.reactivestreams.Publisher;

/** What is to happen after a transaction has ended and given its connection back. */
public interface TransactionEnding {

    /** Return what is to be done after the commit; its error reaches the subscriber. */
    Publisher<?> committed();

    /** Return what is to be done after the rollback; its error is logged, as there is another one to signal. */
    Publisher<?> rolledBack();
}
