package io.fluxrecord.dialect.postgresql;

import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlType;
import java.util.Locale;
import java.util.Set;

/** The types that columns name themselves. */
final class NamedType {

    /** What the driver reads as text, whatever the format, and the database compares with patterns. */
    private static final Set<String> TEXT =
            Set.of("text", "varchar", "character varying", "char", "character", "bpchar", "citext");

    private NamedType() {}

    /** Return whether values of a column are text to driver and database, so that they need no cast. */
    static boolean isText(Column column) {
        return switch (column.type()) {
            case NAMED -> TEXT.contains(base(column));
            case NAMED_ARRAY, DURATION, PERIOD -> false;
            default -> true;
        };
    }

    /** Return whether a column holds addresses of the Internet. */
    static boolean isAddress(Column column) {
        return column.type() == SqlType.NAMED && base(column).equals("inet");
    }

    private static String base(Column column) {
        String type = column.declaredType() == null ? "text" : column.declaredType();
        return withoutArguments(type.substring(type.lastIndexOf('.') + 1)).toLowerCase(Locale.ROOT);
    }

    /**
     * Return a type without what limits its values, since a cast would cut them without a word, where an assignment to
     * the column refuses them. Some types have a limit of one where they tell none.
     */
    static String unlimited(String type) {
        String unlimited = withoutArguments(type);
        return switch (unlimited.toLowerCase(Locale.ROOT)) {
            case "bit" -> "\"bit\"";
            case "char", "character" -> "bpchar";
            default -> unlimited;
        };
    }

    private static String withoutArguments(String type) {
        return type.replaceAll("\\s?\\((?:[^()'\"]|'[^']*')*\\)", "");
    }
}
