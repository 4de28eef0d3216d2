package io.fluxrecord.generate;

import java.util.Locale;

/** Text as a literal of Java on one line, whatever is in it. */
final class Literal {

    private Literal() {}

    static String of(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            // These may not be escaped by their number, which is replaced before the literal is looked at.
            switch (character) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                default -> literal.append(isPlain(character) ? String.valueOf(character) : escape(character));
            }
        }
        return literal.append('"').toString();
    }

    /** Return whether a character is no line break to any tool, and looks like what it is. */
    private static boolean isPlain(char character) {
        return (character >= ' ' && character <= '~') || (character > '~' && Character.isLetterOrDigit(character));
    }

    static String escape(char character) {
        return String.format(Locale.ROOT, "\\u%04x", (int) character);
    }
}
