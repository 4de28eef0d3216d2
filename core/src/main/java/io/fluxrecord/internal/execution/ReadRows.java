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

/** A few rows, as a reader takes them. */
abstract class ReadRows<K, R> extends Answer<K, R> implements BiFunction<Row, RowMetadata, K> {

    private final Function<Row, K> reader;
    private @Nullable K first;
    private @Nullable List<K> list;

    ReadRows(Publisher<? extends Result> execution, @Nullable Outcome outcome, Function<Row, K> reader) {
        super(execution, outcome);
        this.reader = reader;
    }

    /** Return the answer to a query for one row; a reader that must not see a second one has to say so itself. */
    static <T> ReadRows<T, T> one(Publisher<? extends Result> execution, Function<Row, T> reader) {
        return new ReadRows<>(execution, null, reader) {
            @Override
            public @Nullable T make() {
                return first();
            }
        };
    }

    /** Return the answer to a write that returns rows. */
    static <K, R> ReadRows<K, R> all(
            Publisher<? extends Result> execution,
            Outcome outcome,
            Function<Row, K> reader,
            Function<List<K>, @Nullable R> answer) {
        return new ReadRows<>(execution, outcome, reader) {
            @Override
            public @Nullable R make() {
                return answer.apply(list());
            }
        };
    }

    final @Nullable K first() {
        return first;
    }

    final List<K> list() {
        if (list != null) {
            return list;
        }
        return first == null ? List.of() : List.of(first);
    }

    @Override
    final long rows() {
        if (list != null) {
            return list.size();
        }
        return first == null ? 0 : 1;
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
        if (list == null) {
            list = new ArrayList<>();
            list.add(first);
        }
        list.add(row);
    }
}
