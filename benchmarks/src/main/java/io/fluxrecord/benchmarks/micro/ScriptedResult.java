package io.fluxrecord.benchmarks.micro;

import io.r2dbc.spi.ColumnMetadata;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import io.r2dbc.spi.Type;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rows that a script has; one row is counted as touched. */
final class ScriptedResult implements Result {

    private final Flux<Row> rows;
    private final Mono<Long> rowsUpdated = Mono.just(1L);

    ScriptedResult(Object[][] rows) {
        this.rows =
                Flux.fromIterable(Arrays.stream(rows).<Row>map(ScriptedRow::new).toList());
    }

    @Override
    public Publisher<Long> getRowsUpdated() {
        return rowsUpdated;
    }

    @Override
    @SuppressWarnings("NullAway") // No mapping function of these benchmarks looks at the metadata.
    public <T> Publisher<T> map(BiFunction<Row, RowMetadata, ? extends T> mapping) {
        return rows.map(row -> mapping.apply(row, null));
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

    private record ScriptedRow(List<@Nullable Object> values) implements Row {

        ScriptedRow(@Nullable Object[] values) {
            this(Arrays.asList(values));
        }

        @Override
        public RowMetadata getMetadata() {
            return TEXT;
        }

        @Override
        public <T> @Nullable T get(int index, Class<T> type) {
            return type.cast(values.get(index));
        }

        @Override
        public <T> @Nullable T get(String name, Class<T> type) {
            throw new UnsupportedOperationException("not in the script");
        }
    }

    /** Columns of which all are text; only those that are read as that are asked about. */
    private static final RowMetadata TEXT = new RowMetadata() {

        private final ColumnMetadata column = new ColumnMetadata() {

            @Override
            public Type getType() {
                return R2dbcType.VARCHAR;
            }

            @Override
            public String getName() {
                return "text";
            }

            @Override
            public Class<?> getJavaType() {
                return String.class;
            }
        };

        @Override
        public ColumnMetadata getColumnMetadata(int index) {
            return column;
        }

        @Override
        public ColumnMetadata getColumnMetadata(String name) {
            return column;
        }

        @Override
        public List<? extends ColumnMetadata> getColumnMetadatas() {
            return List.of(column);
        }
    };
}
