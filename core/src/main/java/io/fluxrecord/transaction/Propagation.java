package io.fluxrecord.transaction;

/**
 * What becomes of work that asks for a transaction, inside a running one and outside.
 *
 * @since 0.1
 */
public enum Propagation {
    /** Join the running transaction, or begin one. The default. */
    REQUIRED,
    /**
     * Begin a transaction of its own, on a connection of its own, whatever is running. It commits and rolls back alone.
     */
    REQUIRES_NEW,
    /**
     * Run inside a savepoint of the running transaction, so that its failure undoes the work alone and leaves the rest
     * usable; begin a transaction where none is running. While it runs, other statements of the outer transaction wait.
     */
    NESTED,
    /** Join the running transaction; fail where none is running. */
    MANDATORY,
    /** Run without a transaction; fail where one is running. */
    NEVER
}
