package io.fluxrecord.query;

import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Predicate;

/**
 * A property that holds text.
 *
 * @param <E> the model
 * @since 0.1
 */
public final class StringProperty<E> extends ComparableProperty<E, String> {

    /** Describe a property; called by generated code. */
    public StringProperty(String name, Column column) {
        super(name, column);
    }

    /**
     * Match text against an SQL pattern: {@code %} is any text, {@code _} any character, the backslash makes them
     * ordinary.
     */
    public Condition<E> like(String pattern) {
        return like(pattern, false, false);
    }

    /** Match text that {@link #like(String)} does not; never a null. */
    public Condition<E> notLike(String pattern) {
        return like(pattern, false, true);
    }

    /** Match like {@link #like(String)}, upper and lower case being the same. */
    public Condition<E> ilike(String pattern) {
        return like(pattern, true, false);
    }

    /** Match text that begins with this prefix, taken as it stands. */
    public Condition<E> startsWith(String prefix) {
        return like(escape(prefix) + "%");
    }

    /** Match text that contains this part, taken as it stands. */
    public Condition<E> contains(String part) {
        return like("%" + escape(part) + "%");
    }

    /** Match text that ends with this suffix, taken as it stands. */
    public Condition<E> endsWith(String suffix) {
        return like("%" + escape(suffix));
    }

    private Condition<E> like(String pattern, boolean ignoreCase, boolean negated) {
        return new Condition<>(new Predicate.Like(column(), param(pattern), ignoreCase, negated));
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
