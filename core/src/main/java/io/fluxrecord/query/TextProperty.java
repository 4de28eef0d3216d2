package io.fluxrecord.query;

import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Predicate;

/**
 * A property that holds text.
 *
 * @param <E> the model
 * @since 0.1
 */
public final class TextProperty<E> extends ComparableProperty<E, String> {

    /** Describe a property; called by generated code. */
    public TextProperty(String name, Column column) {
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
        return matches(ordinary(required(prefix)) + "%", false, false);
    }

    /** Match text that contains this part, taken as it stands. */
    public Condition<E> contains(String part) {
        return matches("%" + ordinary(required(part)) + "%", false, false);
    }

    /** Match text that ends with this suffix, taken as it stands. */
    public Condition<E> endsWith(String suffix) {
        return matches("%" + ordinary(required(suffix)), false, false);
    }

    /** Match like {@link #startsWith(String)}, upper and lower case being the same. */
    public Condition<E> startsWithIgnoreCase(String prefix) {
        return matches(ordinary(required(prefix)) + "%", true, false);
    }

    /** Match like {@link #contains(String)}, upper and lower case being the same. */
    public Condition<E> containsIgnoreCase(String part) {
        return matches("%" + ordinary(required(part)) + "%", true, false);
    }

    /** Match like {@link #endsWith(String)}, upper and lower case being the same. */
    public Condition<E> endsWithIgnoreCase(String suffix) {
        return matches("%" + ordinary(required(suffix)), true, false);
    }

    private Condition<E> like(String pattern, boolean ignoreCase, boolean negated) {
        return matches(withEscape(required(pattern)), ignoreCase, negated);
    }

    private Condition<E> matches(String pattern, boolean ignoreCase, boolean negated) {
        return new Condition<>(new Predicate.Like(column(), param(pattern), ignoreCase, negated));
    }

    /** Return a pattern that matches this text alone. */
    private static String ordinary(String text) {
        StringBuilder pattern = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '%' || character == '_' || character == Predicate.Like.ESCAPE) {
                pattern.append(Predicate.Like.ESCAPE);
            }
            pattern.append(character);
        }
        return pattern.toString();
    }

    /** Return what a pattern that escapes with the backslash is where another character escapes. */
    private static String withEscape(String pattern) {
        StringBuilder translated = new StringBuilder(pattern.length() + 8);
        boolean escaped = false;
        for (int i = 0; i < pattern.length(); i++) {
            char character = pattern.charAt(i);
            if (character == '\\' && !escaped) {
                translated.append(Predicate.Like.ESCAPE);
                escaped = true;
                continue;
            }
            if (character == Predicate.Like.ESCAPE && !escaped) {
                translated.append(Predicate.Like.ESCAPE);
            }
            translated.append(character);
            escaped = false;
        }
        return translated.toString();
    }
}
