package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.persistence.Coalescer.Call;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.r2dbc.spi.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Finds of one model by key, batched into one query for a list of keys. */
final class CoalescedFinds<E extends Persistent> {

    private final Session session;
    private final Mapping<E> mapping;
    private final ModelSql sql;
    private final int keyColumn;
    private final Coalescer<Object, E> finds;

    CoalescedFinds(Session session, Mapping<E> mapping, ModelSql sql, Duration window) {
        this.session = session;
        this.mapping = mapping;
        this.sql = sql;
        keyColumn = mapping.keyColumns()[0];
        finds = new Coalescer<>(window, this::findAll, withdrawn -> {});
    }

    /**
     * Return whether finds by a key can be batched. What comes back is told apart by its key, so equal keys must be the
     * same to the database and to us, which text is not in every collation.
     */
    static boolean suit(Mapping<?> mapping, Object[] key) {
        int column = mapping.keyColumns()[0];
        return switch (mapping.column(column).type()) {
            case SMALLINT, INTEGER, BIGINT, UUID ->
                key.length == 1 && mapping.column(column).type().javaType().isInstance(key[0]);
            default -> false;
        };
    }

    Mono<E> find(Object key) {
        return finds.call(key);
    }

    private Mono<Void> findAll(List<Call<Object, E>> calls) {
        if (calls.size() == 1) {
            Call<Object, E> call = calls.get(0);
            Object[] key = {call.input()};
            return session.queryOne(sql.find, key, null, OneRow.of(mapping, key, row -> read(row, call)))
                    .then();
        }
        Map<Object, List<Call<Object, E>>> callsByKey = new HashMap<>();
        for (Call<Object, E> call : calls) {
            callsByKey.computeIfAbsent(call.input(), key -> new ArrayList<>(1)).add(call);
        }
        Object[] keys = callsByKey.keySet().toArray();
        Set<Object> found = new HashSet<>();
        RenderedSql findAll = sql.findAllOf(keys);
        return session.query(findAll, findAll.values(), 0, row -> {
                    Object key = Objects.requireNonNull(sql.row.key(row, keyColumn));
                    boolean again = !found.add(key);
                    for (Call<Object, E> call : callsByKey.getOrDefault(key, List.of())) {
                        if (again) {
                            call.fail(OneRow.severalRows(mapping, new Object[] {key}));
                        } else {
                            read(row, call);
                        }
                    }
                    return key;
                })
                .then();
    }

    /**
     * Two who ask for the same row get a record each, and what is wrong with a row is only said to who asked for it.
     */
    private Call<Object, E> read(Row row, Call<Object, E> call) {
        try {
            call.answer(mapping.read(row, sql.row, mapping.instantiate(), null));
        } catch (RuntimeException e) {
            call.fail(e);
        }
        return call;
    }
}
