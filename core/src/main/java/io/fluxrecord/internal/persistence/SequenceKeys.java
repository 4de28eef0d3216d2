package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.generated.MappedProperty;
import io.fluxrecord.generated.Role;
import io.fluxrecord.generated.RowReader;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.sql.Sequence;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The keys of one model, fetched from its sequence a block at a time. What is left of a block serves later inserts.
 *
 * <p>An insert that finds too few fetches a block of its own, on its own session: a transaction needs no second
 * connection, no insert waits for the fetch of another, and one that is cancelled takes nothing from the others.
 */
final class SequenceKeys {

    private final Mapping<?> mapping;
    private final Sequence sequence;
    private final RenderedSql nextValues;
    private final MappedProperty property;
    private final RowReader reader;
    private final Queue<Long> left = new ConcurrentLinkedQueue<>();

    SequenceKeys(Mapping<?> mapping, Sequence sequence, Dialect dialect) {
        this.mapping = mapping;
        this.sequence = sequence;
        nextValues = dialect.render(new SqlStatement.NextValues(sequence, Param.later(SqlType.BIGINT)));
        int identity = mapping.indexOf(Role.IDENTITY);
        property = mapping.properties().get(identity);
        reader = new RowReader(mapping.generated(), dialect, new int[] {identity});
    }

    /** Return a key that is left, or null if there is none. */
    @Nullable
    Object poll() {
        Long value = left.poll();
        return value == null ? null : key(value);
    }

    /** Emit so many keys: those that are left, and others fetched with one statement if these are too few. */
    Mono<List<Object>> take(Session session, int count) {
        List<Long> values = leftovers(count);
        int missing = count - values.size();
        if (missing == 0) {
            return Mono.just(keys(values));
        }
        return fetch(session, Math.max(missing, sequence.block())).map(fetched -> {
            values.addAll(fetched.subList(0, missing));
            left.addAll(fetched.subList(missing, fetched.size()));
            return keys(values);
        });
    }

    private List<Long> leftovers(int atMost) {
        List<Long> values = new ArrayList<>(atMost);
        for (int i = 0; i < atMost; i++) {
            Long value = left.poll();
            if (value == null) {
                return values;
            }
            values.add(value);
        }
        return values;
    }

    private Mono<List<Long>> fetch(Session session, int count) {
        Object[] parameters = {(long) count};
        return session.query(nextValues, parameters, 0, row -> Objects.requireNonNull(reader.bigint(row, 0)))
                .collectList()
                .doOnNext(fetched -> requireAll(fetched.size(), count));
    }

    private void requireAll(int fetched, int count) {
        if (fetched < count) {
            throw new IllegalStateException("Sequence " + sequence.name() + " gave " + fetched + " of " + count
                    + " values that were asked for as keys of " + mapping.name());
        }
    }

    private List<Object> keys(List<Long> values) {
        return values.stream().map(this::key).toList();
    }

    /** Return a value as what the property holds. */
    private Object key(long value) {
        Class<?> type = property.column().type().javaType();
        if (type == Long.class) {
            return value;
        }
        if (type == Integer.class && (int) value == value) {
            return (int) value;
        }
        if (type == Short.class && (short) value == value) {
            return (short) value;
        }
        throw new MappingException(mapping.name() + "." + property.name() + " is " + type.getSimpleName()
                + ", but sequence " + sequence.name() + " has left the range of that; use a wider type");
    }
}
