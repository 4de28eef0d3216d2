package shop;

import io.fluxrecord.query.ComparableExpression;
import io.fluxrecord.query.Condition;
import io.fluxrecord.query.Expression;
import io.fluxrecord.query.NumericExpression;
import io.fluxrecord.query.Projection;
import io.fluxrecord.query.Selection;
import io.fluxrecord.query.TemporalExpression;
import io.fluxrecord.query.TextExpression;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.annotation.processing.Generated;

/**
 * What {@link Revenue} is selected of, and its components as columns.
 */
@Generated("io.fluxrecord.processor.ModelProcessor")
final class Revenue_ {
    private static final Projection<Revenue> PROJECTION = new Projection<>(Revenue.class, "country", "revenue", "lines", "rank", "late", "first", "product", "note", "rating", "length");

    public static final TextExpression<Revenue> country = PROJECTION.text("country");

    public static final NumericExpression<Revenue, BigDecimal> revenue = PROJECTION.numeric("revenue", BigDecimal.class);

    public static final NumericExpression<Revenue, Long> lines = PROJECTION.numeric("lines", Long.class);

    public static final NumericExpression<Revenue, Integer> rank = PROJECTION.numeric("rank", Integer.class);

    public static final Condition<Revenue> late = PROJECTION.condition("late");

    public static final TemporalExpression<Revenue, Instant> first = PROJECTION.temporal("first", Instant.class);

    public static final Expression<Revenue, UUID> product = PROJECTION.plain("product", UUID.class);

    public static final ComparableExpression<Revenue, Duration> length = PROJECTION.comparable("length", Duration.class);

    private Revenue_() {
    }

    /**
     * Select what a {@link Revenue} is made of, in the order of its components.
     */
    public static <E> Selection<E, Revenue> of(Selection<? super E, String> country,
            Selection<? super E, BigDecimal> revenue, Selection<? super E, Long> lines,
            Selection<? super E, Integer> rank, Selection<? super E, Boolean> late,
            Selection<? super E, Instant> first, Selection<? super E, UUID> product,
            Selection<? super E, Optional<String>> note, Selection<? super E, Film.Rating> rating,
            Selection<? super E, Duration> length) {
        return PROJECTION.of(values_ -> new Revenue(values_.<String>get(0), values_.<BigDecimal>get(1), values_.<Long>required(2), values_.<Integer>get(3), values_.<Boolean>required(4), values_.<Instant>get(5), values_.<UUID>get(6), values_.<Optional<String>>get(7), values_.<Film.Rating>get(8), values_.<Duration>get(9)), country, revenue, lines, rank, late, first, product, note, rating, length);
    }
}
