package io.fluxrecord.scripted;

import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rows that a script has, or a number of rows that were touched. */
public final class ScriptedResult implements Result {

    private final Flux<Row> rows;
    private final Mono<Long> rowsUpdated;

    private ScriptedResult(Flux<Row> rows, long rowsUpdated) {
        this.rows = rows;
        this.rowsUpdated = Mono.just(rowsUpdated);
    }

    /** Return a result of these rows, each with a value for each column; as a write it has touched one row. */
    public static ScriptedResult rows(@Nullable Object[]... rows) {
        return rows(
                Flux.fromIterable(Arrays.stream(rows).<Row>map(ScriptedRow::of).toList()));
    }

    /** Return a result of rows that come when they come; as a write it has touched one row. */
    public static ScriptedResult rows(Flux<Row> rows) {
        return new ScriptedResult(rows, 1);
    }

    /** Return the result of a write without rows. */
    public static ScriptedResult touched(long rows) {
        return new ScriptedResult(Flux.empty(), rows);
    }

    @Override
    public Publisher<Long> getRowsUpdated() {
        return rowsUpdated;
    }

    @Override
    public <T> Publisher<T> map(BiFunction<Row, RowMetadata, ? extends T> mapping) {
        return rows.map(row -> mapping.apply(row, row.getMetadata()));
    }

    @Override
    public <T> Publisher<T> map(Function<? super Readable, ? extends T> mapping) {
        return rows.map(mapping);
    }

    @Override
    public Result filter(Predicate<Segment> filter) {
        return this;
    }

    @Override
    public <T> Publisher<T> flatMap(Function<Segment, ? extends Publisher<? extends T>> mapping) {
        throw new UnsupportedOperationException("not in the script");
    }
}
