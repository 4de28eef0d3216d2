package io.fluxrecord.sql;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The name of a type of the database, which enters SQL as it stands. */
final class TypeName {

    private static final String WORD = "[\\p{L}_][\\p{L}\\p{N}_$]*";

    /** The H2 driver splits statements at a semicolon, and what a backslash means is a setting of other databases. */
    private static final String ORDINARY = "\\p{Cntrl};\\\\";

    private static final String NAME = "(?:" + WORD + "|\"(?:[^\"" + ORDINARY + "]|\"\")+\")";
    private static final String ARGUMENT = "(?:-?\\d{1,9}|" + WORD + "|'(?:[^'" + ORDINARY + "]|'')*')";
    private static final String ARGUMENTS = "(?: ?\\(" + ARGUMENT + "(?:, ?" + ARGUMENT + ")*\\))?";
    private static final Pattern TYPE = Pattern.compile(
            NAME + "(?:\\." + NAME + ")?" + ARGUMENTS + "(?: " + WORD + ARGUMENTS + ")*(?: ?\\[\\d{0,9}\\])*");

    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}_$]+");

    /** What may come after a type in the definition of a column, and is no part of it. */
    private static final Set<String> CONSTRAINTS = Set.of(
            "as",
            "auto_increment",
            "check",
            "comment",
            "constraint",
            "default",
            "generated",
            "identity",
            "invisible",
            "key",
            "not",
            "null",
            "on",
            "primary",
            "references",
            "storage",
            "unique",
            "using");

    private TypeName() {}

    static boolean matches(String text) {
        return TYPE.matcher(text).matches()
                && QUOTED.matcher(text)
                        .replaceAll(" ")
                        .lines()
                        .flatMap(BETWEEN_WORDS::splitAsStream)
                        .noneMatch(word -> CONSTRAINTS.contains(word.toLowerCase(Locale.ROOT)));
    }
}
