package io.fluxrecord.dialect;

import io.fluxrecord.sql.SqlType;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which types of columns hold all values of which others. */
final class HeldTypes {

    private HeldTypes() {}

    static boolean holds(@Nullable SqlType asked, @Nullable SqlType there) {
        return asked != null && there != null && (asked == there || wider(asked).contains(there));
    }

    private static Set<SqlType> wider(SqlType type) {
        return switch (type) {
            case SMALLINT -> EnumSet.of(SqlType.INTEGER, SqlType.BIGINT, SqlType.DECIMAL);
            case INTEGER -> EnumSet.of(SqlType.BIGINT, SqlType.DECIMAL);
            case BIGINT -> EnumSet.of(SqlType.DECIMAL);
            case DECIMAL -> EnumSet.of(SqlType.SMALLINT, SqlType.INTEGER, SqlType.BIGINT); // If it has few digits.
            case REAL -> EnumSet.of(SqlType.DOUBLE);
            case JSON -> EnumSet.of(SqlType.TEXT);
            case DATE -> EnumSet.of(SqlType.TIMESTAMP);
            default -> EnumSet.noneOf(SqlType.class);
        };
    }
}
