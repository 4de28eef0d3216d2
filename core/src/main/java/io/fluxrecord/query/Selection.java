package io.fluxrecord.query;

/**
 * What a query may emit for a row: a value, or several of them.
 *
 * @param <E> the record that it is said of
 * @param <R> what is emitted
 * @since 0.1
 */
public interface Selection<E, R> {

    /** Return what is read, and how; not for applications. */
    Reading<R> reading();
}
