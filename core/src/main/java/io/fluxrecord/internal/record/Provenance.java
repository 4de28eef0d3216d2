package io.fluxrecord.internal.record;

/**
 * Where a record was read: in a transaction that had changed rows by then, and perhaps this one. Should it roll back,
 * the version that the record was read with never was, and the number may come to stand for another state of the row.
 */
public interface Provenance {

    /** Return whether what was read has been rolled back. */
    boolean isRolledBack();
}
