package io.fluxrecord.generate;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text of a database as Javadoc that says the same, whatever is in it. */
final class CommentText {

    /** What ends a line for some tools and not for others. */
    private static final Pattern BREAK = Pattern.compile("[\\u0085\\u2028\\u2029\\f\\x0B]");

    private CommentText() {}

    /** Return text with its lines, without those that are blank. */
    static String lines(String text) {
        return text.lines()
                .flatMap(BREAK::splitAsStream)
                .map(CommentText::line)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** Return text as one line. */
    static String line(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(character -> escaped.append(escape(character)));
        return escaped.toString().strip();
    }

    /** Return a name or type as code. */
    static String code(String text) {
        return "<code>" + line(text) + "</code>";
    }

    private static String escape(int character) {
        return switch (character) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '@' -> "&#64;"; // A tag, at the beginning of a line or behind a brace.
            case '*' -> "&#42;"; // The end of the comment, with a slash behind it.
            case '\\' -> "&#92;"; // Any character, with a u behind it.
            default -> isVisible(character) ? Character.toString(character) : " ";
        };
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.FORMAT -> false; // Among them those that turn the direction of what follows.
            default -> true;
        };
    }
}
