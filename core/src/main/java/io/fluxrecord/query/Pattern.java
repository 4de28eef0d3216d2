package io.fluxrecord.query;

import io.fluxrecord.sql.Predicate;
import org.jspecify.annotations.Nullable;

/** Patterns of LIKE. */
final class Pattern {

    private Pattern() {}

    static <E> Condition<E> like(Term<String> text, String pattern, boolean ignoreCase, boolean negated) {
        return new Derived.Truth<>(new Predicate.Like(
                text.node(), text.type().param(withEscape(required(text, pattern))), ignoreCase, negated));
    }

    /** Match a pattern that escapes as the statement's tree does. */
    static <E> Condition<E> matches(Term<String> text, String pattern, boolean ignoreCase) {
        return new Derived.Truth<>(new Predicate.Like(text.node(), text.type().param(pattern), ignoreCase, false));
    }

    private static String required(Term<String> text, @Nullable String pattern) {
        if (pattern == null) {
            throw new IllegalArgumentException(text + " is compared with null; use isNull() or isNotNull()");
        }
        return pattern;
    }

    /** Return a pattern that matches a text alone. */
    static String ordinary(Term<String> compared, String given) {
        String text = required(compared, given);
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
