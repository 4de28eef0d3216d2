package io.fluxrecord.internal.execution;

import org.jspecify.annotations.Nullable;

/**
 * What a transaction has changed in the database, and whether all of that may be committed. A write counts as a change
 * from when it is sent until its answer says that it has changed nothing; there is one at a time.
 */
final class Changes {

    private long rows;
    private @Nullable Change sent;
    private @Nullable Changes savepoint;
    private @Nullable Throwable failureOfWorkAround;
    private @Nullable Throwable failure;

    /** Return how many rows were changed, not counting a write that has not answered. */
    synchronized long rows() {
        return rows;
    }

    /** Other code sends a statement that may change rows; it is not asked how many. */
    synchronized void changedByOthers() {
        rows++;
    }

    /** Return why the transaction cannot be committed, or null. */
    synchronized @Nullable Throwable failure() {
        return failure;
    }

    synchronized void fail(Throwable error) {
        if (failure == null) {
            failure = error;
        }
    }

    /**
     * Let the transaction fail if something was changed since; whether a write that is under way has changed something,
     * its answer will tell.
     */
    synchronized void failIfChanged(long before, Throwable error) {
        if (rows != before) {
            fail(error);
        } else if (sent != null) {
            sent.failureOfWork = error;
        } else if (savepoint != null) {
            savepoint.failOfWorkAround(error);
        }
    }

    private synchronized void failOfWorkAround(Throwable error) {
        failureOfWorkAround = error;
    }

    /** Take part in what a savepoint is changing, which is known at its end. */
    synchronized void begin(Changes savepoint) {
        this.savepoint = savepoint;
    }

    /** A savepoint was rolled back. */
    synchronized void rolledBack() {
        savepoint = null;
    }

    /**
     * A savepoint was released; the work around it that had joined this may have failed meanwhile, and half is done.
     */
    synchronized void merge(Changes released) {
        savepoint = null;
        synchronized (released) {
            if (released.rows > 0 && released.failureOfWorkAround != null) {
                fail(released.failureOfWorkAround);
            }
            rows += released.rows;
        }
    }

    /** Return what is to be told the end of a write that is being sent. */
    synchronized Outcome send() {
        sent = new Change();
        return sent;
    }

    /** A write from when it is sent until it has answered. */
    private final class Change implements Outcome {

        private @Nullable Throwable failureOfWork;
        private boolean answered;

        /** What makes nothing of rows that were changed lets the transaction fail: no record stands for them. */
        @Override
        public <R> @Nullable R answered(long count, Made<R> made) {
            end(count);
            try {
                return made.make();
            } catch (RuntimeException refused) {
                if (count > 0) {
                    fail(refused);
                }
                throw refused;
            }
        }

        /** What cannot be read of an answer was written all the same; what the database refuses was not. */
        @Override
        public Throwable failed(Throwable error, boolean readable) {
            synchronized (Changes.this) {
                if (!answered) {
                    end(0);
                    if (!readable) {
                        fail(error);
                    }
                }
            }
            return error;
        }

        private void end(long count) {
            synchronized (Changes.this) {
                answered = true;
                sent = null;
                rows += count;
                if (count > 0 && failureOfWork != null) {
                    fail(failureOfWork);
                }
            }
        }
    }
}
