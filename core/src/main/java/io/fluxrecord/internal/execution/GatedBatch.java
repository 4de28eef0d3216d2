package io.fluxrecord.internal.execution;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Result;
import org.reactivestreams.Publisher;

/** A batch of another library, which waits for its turn on the connection of a transaction. */
final class GatedBatch implements Batch {

    private final Transaction transaction;
    private final Batch batch;

    GatedBatch(Transaction transaction, Batch batch) {
        this.transaction = transaction;
        this.batch = batch;
    }

    @Override
    public Batch add(String sql) {
        batch.add(sql);
        return this;
    }

    @Override
    public Publisher<? extends Result> execute() {
        return transaction.executeForOthers(batch::execute, true);
    }
}
