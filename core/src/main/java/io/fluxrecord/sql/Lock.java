package io.fluxrecord.sql;

/**
 * The lock that a SELECT takes on the rows that it emits.
 *
 * @param strength whom it keeps out
 * @param waiting what happens when another transaction holds one
 */
public record Lock(Strength strength, Waiting waiting) {

    /** Whom a lock keeps out. */
    public enum Strength {
        /** Everybody else who writes or locks. */
        UPDATE,
        /** Everybody else who writes. */
        SHARE
    }

    /** What happens when another transaction holds a lock on a row. */
    public enum Waiting {
        /** Wait for its end. */
        WAIT,
        /** Fail at once. */
        NO_WAIT,
        /** Leave the row out. */
        SKIP_LOCKED
    }

    /** Return this lock with another way of waiting. */
    public Lock waiting(Waiting waiting) {
        return new Lock(strength, waiting);
    }
}
