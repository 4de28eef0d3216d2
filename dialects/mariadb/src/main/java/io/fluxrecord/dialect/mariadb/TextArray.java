package io.fluxrecord.dialect.mariadb;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An array of text as a JSON array (RFC 8259) of strings and nulls, since MariaDB has no arrays. */
final class TextArray {

    private static final int FIRST_PRINTABLE = ' ';

    private final String json;
    private int position;

    private TextArray(String json) {
        this.json = json;
    }

    static String encode(@Nullable String[] texts) {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < texts.length; i++) {
            if (i > 0) {
                json.append(", ");
            }
            append(json, texts[i]);
        }
        return json.append(']').toString();
    }

    private static void append(StringBuilder json, @Nullable String text) {
        if (text == null) {
            json.append("null");
            return;
        }
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == '"' || unit == '\\') {
                json.append('\\').append(unit);
            } else if (unit < FIRST_PRINTABLE) {
                json.append(String.format("\\u%04x", (int) unit));
            } else {
                json.append(unit);
            }
        }
        json.append('"');
    }

    /** Return the texts of an array; null where it is none, or holds anything else. */
    static @Nullable String @Nullable [] decode(String json) {
        List<@Nullable String> texts = new ArrayList<>();
        return new TextArray(json).read(texts) ? texts.toArray(new String[0]) : null;
    }

    private boolean read(List<@Nullable String> texts) {
        if (!takes('[')) {
            return false;
        }
        if (takes(']')) {
            return isOver();
        }
        do {
            if (!element(texts)) {
                return false;
            }
        } while (takes(','));
        return takes(']') && isOver();
    }

    private boolean element(List<@Nullable String> texts) {
        skipSpace();
        if (json.startsWith("null", position)) {
            position += "null".length();
            texts.add(null);
            return true;
        }
        if (!takes('"')) {
            return false;
        }
        StringBuilder text = new StringBuilder();
        while (position < json.length()) {
            char unit = json.charAt(position++);
            if (unit == '"') {
                texts.add(text.toString());
                return true;
            }
            if (unit != '\\') {
                text.append(unit);
            } else if (!escaped(text)) {
                return false;
            }
        }
        return false;
    }

    private boolean escaped(StringBuilder text) {
        if (position == json.length()) {
            return false;
        }
        char kind = json.charAt(position++);
        int known = "bfnrt".indexOf(kind);
        if (known >= 0) {
            text.append("\b\f\n\r\t".charAt(known));
        } else if (kind != 'u') {
            text.append(kind);
        } else if (position + 4 <= json.length()) {
            text.append((char) Integer.parseInt(json, position, position + 4, 16));
            position += 4;
        } else {
            return false;
        }
        return true;
    }

    private boolean takes(char expected) {
        skipSpace();
        if (position == json.length() || json.charAt(position) != expected) {
            return false;
        }
        position++;
        return true;
    }

    private void skipSpace() {
        while (position < json.length() && " \t\r\n".indexOf(json.charAt(position)) >= 0) {
            position++;
        }
    }

    private boolean isOver() {
        skipSpace();
        return position == json.length();
    }
}
