package io.fluxrecord.processor.plan;

import com.palantir.javapoet.CodeBlock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes text as a literal of plain ASCII, whatever is in it: other characters may be line breaks to JavaPoet, or not
 * in the encoding that the compiler writes and reads files with.
 */
public final class Literals {

    private Literals() {}

    /** Return a literal on one line, or {@code null}. */
    public static CodeBlock of(@Nullable String text) {
        return CodeBlock.of("$L", text == null ? "null" : literal(text));
    }

    private static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            // These may not be escaped by their number, which is replaced before the literal is looked at.
            switch (character) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                default -> literal.append(ascii(character));
            }
        }
        return literal.append('"').toString();
    }

    private static String ascii(char character) {
        return character >= ' ' && character <= '~'
                ? String.valueOf(character)
                : String.format(Locale.ROOT, "\\u%04x", (int) character);
    }

    /** Return a source file with its identifiers in ASCII, too. */
    public static String ascii(String source) {
        StringBuilder ascii = new StringBuilder(source.length());
        source.chars().forEach(character -> ascii.append(character == '\n' ? "\n" : ascii((char) character)));
        return ascii.toString();
    }
}
