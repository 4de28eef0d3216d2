package io.fluxrecord.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** Turns names of databases into names of Java. */
final class JavaNames {

    private static final Pattern SMALL_BEFORE_CAPITAL = Pattern.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})");
    private static final Pattern LAST_OF_CAPITALS = Pattern.compile("(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");
    private static final Pattern CAPITALS = Pattern.compile("([A-Z]+)([A-Z][a-z])");
    private static final Pattern CAPITAL = Pattern.compile("([a-z0-9])([A-Z])");

    private JavaNames() {}

    /** {@code line_item}, {@code LINE_ITEM} and {@code LineItem} are {@code LineItem}. */
    static String type(String name) {
        StringBuilder type = new StringBuilder();
        words(name).forEach(word -> type.append(capitalized(word)));
        return identifier(type.toString(), "Unnamed");
    }

    /** {@code unit_price}, {@code UNIT_PRICE} and {@code UnitPrice} are {@code unitPrice}. */
    static String property(String name) {
        List<String> words = words(name);
        StringBuilder property = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            property.append(i == 0 ? small(words.get(i)) : capitalized(words.get(i)));
        }
        return identifier(property.toString(), "unnamed");
    }

    /** {@code PG} is itself, {@code PG-13} is {@code PG_13}, nothing is {@code EMPTY}. */
    static String constant(String label) {
        StringBuilder constant = new StringBuilder();
        for (int i = 0; i < label.length(); i++) {
            constant.append(isPart(label.charAt(i)) || label.charAt(i) == '_' ? label.charAt(i) : '_');
        }
        String joined = constant.toString();
        return joined.chars().allMatch(character -> character == '_')
                ? identifier("", label.isEmpty() ? "EMPTY" : "SIGN")
                : identifier(joined, "");
    }

    /** What the annotation processor makes of the name of a class or property that tells no other one. */
    static String snake(String name) {
        return CAPITAL.matcher(CAPITALS.matcher(name).replaceAll("$1_$2"))
                .replaceAll("$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        for (int i = 0; i <= name.length(); i++) {
            if (i < name.length() && isPart(name.charAt(i))) {
                run.append(name.charAt(i));
            } else if (!run.isEmpty()) {
                split(run.toString(), words);
                run.setLength(0);
            }
        }
        return words;
    }

    /** A run of letters and digits has words in it if it has both small and capital letters. */
    private static void split(String run, List<String> words) {
        SMALL_BEFORE_CAPITAL
                .splitAsStream(run)
                .flatMap(LAST_OF_CAPITALS::splitAsStream)
                .forEach(words::add);
    }

    /** Half of a character is no part of a name, so that those of two halves are left out. */
    private static boolean isPart(char character) {
        return Character.isLetterOrDigit(character);
    }

    private static String small(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private static String capitalized(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + small(word.substring(1));
    }

    private static String identifier(String name, String instead) {
        String some = name.isEmpty() ? instead : name;
        String begun = Character.isJavaIdentifierStart(some.charAt(0)) ? some : "_" + some;
        return SourceVersion.isName(begun) ? begun : begun + "_";
    }
}
