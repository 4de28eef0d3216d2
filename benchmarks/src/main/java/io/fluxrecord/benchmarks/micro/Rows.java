package io.fluxrecord.benchmarks.micro;

import io.fluxrecord.benchmarks.contender.fluxrecord.Item_;
import io.fluxrecord.generated.MappedProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Rows of items as a driver would return them. */
final class Rows {

    private static final Instant MADE = Instant.parse("2026-01-01T12:00:00.123456Z");

    private Rows() {}

    /** Return so many rows, with the columns in the order in which the model selects them. */
    static Object[][] of(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(Rows::row).toArray(Object[][]::new);
    }

    private static @Nullable Object[] row(long id) {
        return new Item_.Mapped()
                .properties().stream().map(property -> value(property, id)).toArray();
    }

    private static @Nullable Object value(MappedProperty property, long id) {
        return switch (property.column().name()) {
            case "id" -> id;
            case "category" -> 1;
            case "name" -> "Item " + id;
            case "price" -> new BigDecimal("19.99");
            case "inventory" -> (int) id;
            case "version" -> 1L;
            case "created_at", "updated_at" -> MADE;
            default -> null;
        };
    }
}
