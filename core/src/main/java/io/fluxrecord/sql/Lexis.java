package io.fluxrecord.sql;

/** What a database takes for text, names and comments beyond the standard's, in SQL that was written by hand. */
public enum Lexis {
    /** A backslash in any literal makes the next character an ordinary one. */
    BACKSLASHES,
    /** The same in literals that begin with {@code E'}. */
    ESCAPE_STRINGS,
    /** {@code $$ text $$}. */
    DOLLAR_QUOTES,
    /** {@code $tag$ text $tag$}. */
    TAGGED_DOLLAR_QUOTES,
    /** {@code `name`}. */
    BACKTICKS,
    /** {@code # to the end of the line}. */
    HASH_COMMENTS,
    /** {@code // to the end of the line}. */
    SLASH_COMMENTS,
    /** Two hyphens are a comment only before a space. */
    SPACED_HYPHENS,
    /** A comment in brackets may have others in it. */
    NESTED_COMMENTS,
    /** A question mark is a placeholder of the driver's, so that it cannot be written. */
    QUESTION_MARKS
}
