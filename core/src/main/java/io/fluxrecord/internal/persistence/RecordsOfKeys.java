package io.fluxrecord.internal.persistence;

import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.record.RecordState;
import io.fluxrecord.internal.record.SqlEquality;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.SqlExpression.Param;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * The records of a list of keys, put into the order of the keys. One list for each part of a key is all that is sent,
 * so of a key with several parts the database may emit rows that were not asked for, which are left out here.
 */
final class RecordsOfKeys<E extends Persistent> {

    private final Mapping<E> mapping;
    private final int[] columns;
    private final List<Object[]> keys = new ArrayList<>();
    private final Map<List<Object>, Integer> places = new HashMap<>();
    private final Map<List<Object>, Integer> placesOfPadded = new HashMap<>();

    RecordsOfKeys(Mapping<E> mapping, List<Object[]> asked) {
        this.mapping = mapping;
        columns = mapping.keyColumns();
        for (Object[] key : asked) {
            if (places.putIfAbsent(comparable(key), keys.size()) == null) {
                placesOfPadded.putIfAbsent(unpadded(comparable(key)), keys.size());
                keys.add(key);
            }
        }
    }

    /**
     * Emit the records, of which a query is asked for.
     *
     * @param most how many keys a query takes; more of them are several queries, one after another
     */
    Flux<E> find(int most, Function<Criteria, Flux<E>> query) {
        if (keys.isEmpty()) {
            return Flux.empty();
        }
        return Flux.range(0, (keys.size() - 1) / most + 1)
                .map(part -> keys.subList(part * most, Math.min(keys.size() - part * most, most) + part * most))
                .concatMap(part -> query.apply(Criteria.EVERYTHING.where(condition(part))), 1)
                .collectList()
                .flatMapIterable(this::inOrder);
    }

    private Predicate condition(List<Object[]> keys) {
        Predicate all = Predicate.Constant.TRUE;
        for (int part = 0; part < columns.length; part++) {
            Column column = mapping.column(columns[part]);
            Set<Object> values = new LinkedHashSet<>();
            for (Object[] key : keys) {
                values.add(key[part]);
            }
            all = Predicate.and(all, new Predicate.In(column, new Param(column.type(), values.toArray(), true), false));
        }
        return all;
    }

    /** What the database finds equal to a key in a way of its own, such as regardless of case, comes last. */
    private List<E> inOrder(List<E> found) {
        List<@Nullable E> inOrder = new ArrayList<>(Collections.nCopies(keys.size(), null));
        List<E> others = new ArrayList<>();
        for (E record : found) {
            Integer place = place(record);
            if (place != null && inOrder.set(place, record) != null) {
                throw OneRow.severalRows(mapping, keys.get(place));
            } else if (place == null && columns.length == 1) {
                others.add(record);
            }
        }
        List<E> records = new ArrayList<>(found.size());
        for (E record : inOrder) {
            if (record != null) {
                records.add(record);
            }
        }
        records.addAll(others);
        return records;
    }

    private @Nullable Integer place(E record) {
        Object[] key = new Object[columns.length];
        for (int part = 0; part < key.length; part++) {
            key[part] = Objects.requireNonNull(RecordState.of(record).seen(columns[part]));
        }
        Integer place = places.get(comparable(key));
        return place != null ? place : placesOfPadded.get(unpadded(comparable(key)));
    }

    private static List<Object> comparable(Object[] key) {
        return Arrays.stream(key).map(SqlEquality::comparable).toList();
    }

    private static List<Object> unpadded(List<Object> key) {
        return key.stream().map(SqlEquality::unpadded).toList();
    }
}
