package io.fluxrecord.mapping;

/**
 * Turns values of a property into values that the database knows, and back. One instance serves all threads.
 *
 * <p>Neither method is called with null: a null property is a null column. Dirty checking compares what
 * {@link #toDatabase} returns, so a change inside a mutable value is seen.
 *
 * <pre>{@code
 * final class MoneyConverter implements Converter<Money, BigDecimal> {
 *     public BigDecimal toDatabase(Money money) { return money.amount(); }
 *     public Money fromDatabase(BigDecimal amount) { return new Money(amount); }
 * }
 * }</pre>
 *
 * @param <V> the type of the property
 * @param <D> the type that is stored: one that a property could have without a converter
 * @since 0.1
 */
public interface Converter<V, D> {

    /** Return what is stored for a value; an exception fails the save. */
    D toDatabase(V value);

    /**
     * Return the value that was stored; an exception fails the read with {@link io.fluxrecord.error.MappingException}.
     */
    V fromDatabase(D stored);
}
