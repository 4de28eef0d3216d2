package io.fluxrecord.generate;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import io.fluxrecord.generate.TypePlan.Mapped;
import io.fluxrecord.sql.SqlType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The elements of an array, of which a catalog tells no more than the name of their type. */
final class ArrayElement {

    private static final Pattern ARRAY = Pattern.compile("(.+?)(?:\\[]| ARRAY)", Pattern.CASE_INSENSITIVE);

    /** A type with its length or digits, which may be in the middle of the name. */
    private static final Pattern TYPE = Pattern.compile("([^(]+)(?:\\((\\d+)(?:, ?(-?\\d+))?\\))?([^(]*)");

    /** Names as the standard has them; text is told by the catalog. */
    private static final Map<String, SqlType> TYPES = Map.ofEntries(
            Map.entry("boolean", SqlType.BOOLEAN_ARRAY),
            Map.entry("tinyint", SqlType.SMALLINT_ARRAY),
            Map.entry("smallint", SqlType.SMALLINT_ARRAY),
            Map.entry("integer", SqlType.INTEGER_ARRAY),
            Map.entry("bigint", SqlType.BIGINT_ARRAY),
            Map.entry("real", SqlType.REAL_ARRAY),
            Map.entry("double precision", SqlType.DOUBLE_ARRAY),
            Map.entry("numeric", SqlType.DECIMAL_ARRAY),
            Map.entry("decfloat", SqlType.DECIMAL_ARRAY),
            Map.entry("uuid", SqlType.UUID_ARRAY),
            Map.entry("date", SqlType.DATE_ARRAY),
            Map.entry("time", SqlType.TIME_ARRAY),
            Map.entry("time without time zone", SqlType.TIME_ARRAY),
            Map.entry("time with time zone", SqlType.TIME_WITH_TIME_ZONE_ARRAY),
            Map.entry("timestamp", SqlType.TIMESTAMP_ARRAY),
            Map.entry("timestamp without time zone", SqlType.TIMESTAMP_ARRAY),
            Map.entry("timestamp with time zone", SqlType.TIMESTAMP_WITH_TIME_ZONE_ARRAY));

    private final String name;

    private ArrayElement(String name) {
        this.name = name;
    }

    /** Return the element of a type by its name; none if it is no array. */
    static Optional<ArrayElement> of(String type) {
        Matcher array = ARRAY.matcher(type);
        return array.matches() ? Optional.of(new ArrayElement(array.group(1))) : Optional.empty();
    }

    /** Return the array of scalars; none where elements are something else, such as enums. */
    Optional<Mapped> scalars() {
        Matcher type = TYPE.matcher(name);
        if (!type.matches()) {
            return Optional.empty();
        }
        SqlType array = TYPES.get((type.group(1) + type.group(4)).toLowerCase(Locale.ROOT));
        if (array == null) {
            return Optional.empty();
        }
        Mapped plain =
                Mapped.plain(ArrayTypeName.of(ClassName.get(element(array).javaType())), array);
        if (type.group(2) == null) {
            return Optional.of(plain);
        }
        int digits = Integer.parseInt(type.group(2));
        return Optional.of(
                switch (element(array)) {
                    case DECIMAL ->
                        type.group(3) == null ? plain : plain.withDigits(digits, Integer.parseInt(type.group(3)));
                    case TIME, TIME_WITH_TIME_ZONE, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE ->
                        plain.withSecondPrecision(digits);
                    default -> plain;
                });
    }

    private static SqlType element(SqlType array) {
        return Arrays.stream(SqlType.values())
                .filter(type -> type == array.element())
                .findFirst()
                .orElseThrow();
    }
}
