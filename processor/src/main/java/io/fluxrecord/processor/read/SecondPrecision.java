package io.fluxrecord.processor.read;

import io.fluxrecord.processor.report.CompileError;
import io.fluxrecord.sql.SqlType;
import javax.lang.model.element.Element;

/** Reads how many digits of a second a column keeps. */
final class SecondPrecision {

    /** As many as the dialect keeps. */
    static final int DEFAULT = -1;

    private static final int MOST = 9;

    private final ModelScope scope;
    private final Element element;
    private final String name;

    /**
     * Read the digits of a property.
     *
     * @param name what messages call the property
     */
    SecondPrecision(ModelScope scope, Element element, String name) {
        this.scope = scope;
        this.element = element;
        this.name = name;
    }

    static boolean isTime(SqlType type) {
        return switch (type) {
            case TIME,
                    TIME_WITH_TIME_ZONE,
                    TIMESTAMP,
                    TIMESTAMP_WITH_TIME_ZONE,
                    TIME_ARRAY,
                    TIME_WITH_TIME_ZONE_ARRAY,
                    TIMESTAMP_ARRAY,
                    TIMESTAMP_WITH_TIME_ZONE_ARRAY,
                    DURATION -> true;
            default -> false;
        };
    }

    /** Return the digits, having reported those that no column of this type has. */
    int read(SqlType type, int declared) {
        if (declared == DEFAULT) {
            return declared;
        }
        if (!isTime(type)) {
            return refused(
                    "has a secondPrecision but stores no time", "remove it; precision and scale are for numbers");
        }
        return declared >= 0 && declared <= MOST
                ? declared
                : refused("has a secondPrecision of " + declared, "choose a number from 0 to " + MOST);
    }

    private int refused(String what, String advice) {
        scope.problem(CompileError.CONTRADICTION, element, name, what, advice);
        return DEFAULT;
    }
}
