package io.fluxrecord.internal.persistence;

import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.persistence.Coalescer.Call;
import io.fluxrecord.mapping.Mapping;
import io.fluxrecord.mapping.Persistent;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Inserts of single new records of one model, which go together as one statement. */
final class CoalescedInserts<E extends Persistent> {

    /**
     * The classes of SQLSTATE (ISO/IEC 9075-2, 24.1; PostgreSQL, appendix A) that say that a statement was refused, for
     * what is in it or around it, so that nothing of it was done: 21 cardinality, 22 data, 23 integrity, 40 rollback,
     * 42 and 44 access and checks, 55 not in a state for it, P0 raised by a trigger.
     */
    private static final Set<String> REFUSALS = Set.of("21", "22", "23", "40", "42", "44", "55", "P0");

    private final Session session;
    private final Mapping<E> mapping;
    private final ManyInserts<E> statements;
    private final Coalescer<RowOfInsert<E>, E> inserts;

    CoalescedInserts(Session session, Mapping<E> mapping, ManyInserts<E> statements, Duration window) {
        this.session = session;
        this.mapping = mapping;
        this.statements = statements;
        inserts = new Coalescer<>(window, this::insertAll);
    }

    Mono<E> insert(RowOfInsert<E> row) {
        return inserts.call(row);
    }

    private Mono<Void> insertAll(List<Call<RowOfInsert<E>, E>> calls) {
        List<List<Call<RowOfInsert<E>, E>>> runs = new ArrayList<>();
        int from = 0;
        for (List<RowOfInsert<E>> run : statements.runs(rows(calls))) {
            runs.add(calls.subList(from, from + run.size()));
            from += run.size();
        }
        return Flux.fromIterable(runs).concatMap(this::insertRun, 1).then();
    }

    private Mono<Void> insertRun(List<Call<RowOfInsert<E>, E>> calls) {
        return statements
                .insertRun(rows(calls))
                .thenReturn(true)
                .onErrorResume(error -> failOrHalve(calls, error).thenReturn(false))
                .doOnNext(written -> {
                    if (written) {
                        calls.forEach(this::adopt);
                    }
                })
                .then();
    }

    /** Halve what was refused until only those are left that it was refused for: others must not suffer from them. */
    private Mono<Void> failOrHalve(List<Call<RowOfInsert<E>, E>> calls, Throwable error) {
        if (calls.size() == 1 || !isRefusal(error)) {
            calls.forEach(call -> call.fail(error));
            return Mono.empty();
        }
        int half = calls.size() / 2;
        return insertRun(calls.subList(0, half)).then(Mono.defer(() -> insertRun(calls.subList(half, calls.size()))));
    }

    private static <E extends Persistent> List<RowOfInsert<E>> rows(List<Call<RowOfInsert<E>, E>> calls) {
        return calls.stream().map(Call::input).toList();
    }

    private void adopt(Call<RowOfInsert<E>, E> call) {
        if (call.isCancelled()) {
            return;
        }
        RowOfInsert<E> row = call.input();
        try {
            session.change(mapping, row.record(), () -> mapping.adopt(row.record(), row.values()));
            call.answer(row.record());
        } catch (RuntimeException e) {
            call.fail(e);
        }
    }

    /** Only what is known to have had no effect may be tried again. */
    private static boolean isRefusal(Throwable error) {
        String state = error instanceof R2dbcException refusal ? refusal.getSqlState() : null;
        return state != null && state.length() == 5 && REFUSALS.contains(state.substring(0, 2));
    }
}
