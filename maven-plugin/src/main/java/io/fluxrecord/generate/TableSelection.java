package io.fluxrecord.generate;

import io.fluxrecord.catalog.CatalogSelection;
import io.fluxrecord.catalog.CatalogTable;
import io.fluxrecord.sql.Table;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which tables and views are asked for. In a pattern, {@code *} stands for any characters and {@code ?} for one; all
 * others stand for themselves, in their case. Immutable.
 *
 * @param schema null for the current one
 * @param includes none for all tables
 * @param excludes what is left out of them
 * @since 0.1
 */
public record TableSelection(@Nullable String schema, List<String> includes, List<String> excludes) {

    public TableSelection {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
    }

    /** Return what is read of the catalog: as little of a large one as its own patterns tell apart. */
    public CatalogSelection ofCatalog() {
        List<String> patterns = includes.isEmpty() ? List.of("*") : includes;
        return new CatalogSelection(
                patterns.stream()
                        .map(pattern -> new Table(schema, like(pattern)))
                        .distinct()
                        .toList(),
                List.of(),
                true);
    }

    /** Return whether a table that was read is asked for; some databases do not tell case in their patterns. */
    public boolean has(CatalogTable table) {
        return (includes.isEmpty() || isLikeAny(table.name(), includes)) && !isLikeAny(table.name(), excludes);
    }

    /** Return the selection as it is told in a message. */
    @Override
    public String toString() {
        return "schema " + (schema == null ? "(the current one)" : schema) + ", includes "
                + (includes.isEmpty() ? "*" : String.join(", ", includes))
                + (excludes.isEmpty() ? "" : ", excludes " + String.join(", ", excludes));
    }

    private static boolean isLikeAny(String name, List<String> patterns) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    private static boolean matches(String pattern, String name) {
        String expression = pattern.chars()
                .mapToObj(character -> switch (character) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(String.valueOf((char) character));
                })
                .collect(Collectors.joining());
        return Pattern.compile(expression, Pattern.DOTALL).matcher(name).matches();
    }

    private static String like(String pattern) {
        return pattern.replaceAll("[!%_]", "!$0").replace('*', '%').replace('?', '_');
    }
}
