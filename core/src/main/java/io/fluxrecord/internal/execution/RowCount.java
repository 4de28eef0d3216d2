package io.fluxrecord.internal.execution;

import io.r2dbc.spi.Result;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** The number of rows that a statement has touched, and what is made of it. */
abstract class RowCount<R> extends Answer<Long, R> {

    private long count;
    private boolean told;

    RowCount(Publisher<? extends Result> execution) {
        super(execution);
    }

    abstract @Nullable R answered(long count);

    @Override
    final Publisher<? extends Long> values(Result result) {
        return result.getRowsUpdated();
    }

    @Override
    final void add(Long rows) {
        told = true;
        count += rows;
    }

    @Override
    final @Nullable R complete() {
        if (!told) {
            throw new IllegalStateException("The driver has told no number of rows for a statement that writes some");
        }
        return answered(count);
    }
}
