package io.fluxrecord.internal.execution;

import io.r2dbc.spi.Result;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** The number of rows that a write has touched, and what it leads to. */
final class RowCount<R> extends Answer<Long, R> {

    private final Write<R> write;
    private long count;
    private boolean told;

    RowCount(Publisher<? extends Result> execution, Outcome outcome, Write<R> write) {
        super(execution, outcome);
        this.write = write;
    }

    @Override
    Publisher<? extends Long> values(Result result) {
        return result.getRowsUpdated();
    }

    @Override
    void add(Long rows) {
        told = true;
        count += rows;
    }

    @Override
    long rows() {
        return count;
    }

    @Override
    public @Nullable R make() {
        if (!told) {
            throw new IllegalStateException("The driver has told no number of rows for a statement that writes some");
        }
        return write.answered(count);
    }
}
