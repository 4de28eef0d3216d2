package io.fluxrecord.processor.read;

import java.util.Locale;
import java.util.regex.Pattern;

/** Turns names of Java into names of columns and properties. */
final class Names {

    private Names() {}

    /** {@code LineItem} is {@code line_item}, {@code HTTPServer} is {@code http_server}. */
    static String snake(String name) {
        return name.replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2")
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    /** {@code TENANT_ID} is {@code tenantId}; a constant that is not in capitals keeps its name. */
    static String property(String constant) {
        if (!constant.equals(constant.toUpperCase(Locale.ROOT))) {
            return constant;
        }
        return Pattern.compile("_(\\p{Alnum})")
                .matcher(constant.toLowerCase(Locale.ROOT))
                .replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
    }

    /** {@code city} is {@code City}, as it follows a prefix. */
    static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
