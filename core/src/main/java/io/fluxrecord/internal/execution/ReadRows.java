package io.fluxrecord.internal.execution;

import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** A few rows, as a reader takes them, and what is made of them. */
abstract class ReadRows<K, R> extends Answer<K, R> implements BiFunction<Row, RowMetadata, K> {

    private final Function<Row, K> reader;
    private @Nullable K first;
    private @Nullable List<K> rows;

    ReadRows(Publisher<? extends Result> execution, Function<Row, K> reader) {
        super(execution);
        this.reader = reader;
    }

    /** Return the first row, or null if there is none. */
    final @Nullable K first() {
        return first;
    }

    final List<K> rows() {
        if (rows != null) {
            return rows;
        }
        return first == null ? List.of() : List.of(first);
    }

    @Override
    final Publisher<? extends K> values(Result result) {
        return result.map(this);
    }

    @Override
    public final K apply(Row row, RowMetadata metadata) {
        if (isReadable()) {
            try {
                return reader.apply(row);
            } catch (Throwable unreadable) { // A fatal one too: the driver could not tell anybody of it.
                unreadable(unreadable);
            }
        }
        return Exchange.discarded();
    }

    @Override
    final void add(K row) {
        if (first == null) {
            first = row;
            return;
        }
        if (rows == null) {
            rows = new ArrayList<>();
            rows.add(first);
        }
        rows.add(row);
    }
}
