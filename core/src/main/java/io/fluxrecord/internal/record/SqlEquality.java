package io.fluxrecord.internal.record;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When values are equal to a database, where that is not what Java has. Not for applications.
 *
 * @since 0.1
 */
public final class SqlEquality {

    private SqlEquality() {}

    /** Return whether two values of a column are the same: decimals of another scale are. */
    public static boolean isSame(@Nullable Object left, @Nullable Object right) {
        if (left instanceof BigDecimal number && right instanceof BigDecimal other) {
            return number.compareTo(other) == 0;
        }
        return Objects.deepEquals(left, right);
    }

    /**
     * Return a key as it compares with those of other records, or null if it is null: decimals of another scale are the
     * same key, and so are the same moment at another offset and text with other spaces after it, which a column of a
     * fixed length adds.
     *
     * @param key is a list where it is composite
     */
    public static @Nullable Object key(@Nullable Object key) {
        if (key instanceof List<?> parts) {
            return parts.stream().map(part -> unpadded(comparable(part))).toList();
        }
        return key == null ? null : unpadded(comparable(key));
    }

    /** Return a part of a key as it compares with others: where they are the same key, this is equal. */
    public static Object comparable(Object part) {
        if (part instanceof BigDecimal number) {
            return number.stripTrailingZeros();
        }
        return part instanceof OffsetDateTime time ? time.toInstant() : part;
    }

    /** Return a part of a key without the spaces that a column of a fixed length fills text up with. */
    public static Object unpadded(Object part) {
        if (!(part instanceof String text)) {
            return part;
        }
        int length = text.length();
        while (length > 0 && text.charAt(length - 1) == ' ') {
            length--;
        }
        return text.substring(0, length);
    }
}
