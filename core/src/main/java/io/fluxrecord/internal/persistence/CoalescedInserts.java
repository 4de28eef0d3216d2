package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.error.WriteRefusedException;
import io.fluxrecord.internal.persistence.Coalescer.Call;
import io.fluxrecord.internal.record.Operation;
import io.fluxrecord.internal.record.OperationOfMany;
import io.fluxrecord.internal.record.Persistent;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Inserts of single new records of one model, batched into one statement. */
final class CoalescedInserts<E extends Persistent> {

    private final Dialect dialect;
    private final ManyInserts<E> statements;
    private final Coalescer<Insert<E>, E> inserts;

    CoalescedInserts(Dialect dialect, ManyInserts<E> statements, Duration window) {
        this.dialect = dialect;
        this.statements = statements;
        inserts = new Coalescer<>(window, this::insertAll, insert -> insert.operation.release());
    }

    /** A row, and the operation of its record, which is under way until a statement with it has answered. */
    private record Insert<E extends Persistent>(RowOfInsert<E> row, Operation operation) {}

    Mono<E> insert(RowOfInsert<E> row, Operation operation) {
        return Mono.defer(() -> {
            operation.hold();
            return inserts.call(new Insert<>(row, operation));
        });
    }

    private Mono<Void> insertAll(List<Call<Insert<E>, E>> calls) {
        OperationOfMany together = new OperationOfMany(List.of());
        together.whenOver()
                .subscribe(
                        ignored -> {},
                        ignored -> {},
                        () -> calls.forEach(call -> call.input().operation.release()));
        List<List<Call<Insert<E>, E>>> runs = new ArrayList<>();
        int from = 0;
        for (List<RowOfInsert<E>> run : statements.runs(rows(calls))) {
            runs.add(calls.subList(from, from + run.size()));
            from += run.size();
        }
        return Flux.fromIterable(runs)
                .concatMap(run -> insertRun(run, together), 1)
                .then()
                .doOnTerminate(together::finish)
                .doOnCancel(together::finish);
    }

    private Mono<Void> insertRun(List<Call<Insert<E>, E>> calls, OperationOfMany together) {
        return statements
                .insertRun(rows(calls), together)
                .doOnNext(written ->
                        calls.forEach(call -> call.answer(call.input().row.record())))
                .then()
                .onErrorResume(error -> failOrHalve(calls, error, together));
    }

    /** Halve what was refused until only those are left that it was refused for: others must not suffer from them. */
    private Mono<Void> failOrHalve(List<Call<Insert<E>, E>> calls, Throwable error, OperationOfMany together) {
        if (error instanceof WriteRefusedException && calls.size() > 1) {
            return Flux.fromIterable(calls)
                    .concatMap(call -> answerIfWritten(call, error))
                    .then();
        }
        if (calls.size() == 1 || !isRefusal(error)) {
            calls.forEach(call -> call.fail(error));
            return Mono.empty();
        }
        int half = calls.size() / 2;
        return insertRun(calls.subList(0, half), together)
                .then(Mono.defer(() -> insertRun(calls.subList(half, calls.size()), together)));
    }

    /** Some rows were written and others were not, without a word of which: their keys tell, where they have some. */
    private Mono<Void> answerIfWritten(Call<Insert<E>, E> call, Throwable error) {
        RowOfInsert<E> row = call.input().row;
        return statements
                .adoptIfWritten(row)
                .doOnNext(written -> {
                    if (written) {
                        call.answer(row.record());
                    } else {
                        call.fail(error);
                    }
                })
                .then();
    }

    private static <E extends Persistent> List<RowOfInsert<E>> rows(List<Call<Insert<E>, E>> calls) {
        return calls.stream().map(call -> call.input().row).toList();
    }

    /** Only what is known to have had no effect may be tried again. */
    private boolean isRefusal(Throwable error) {
        return error instanceof R2dbcException refusal && dialect.isRefusal(refusal);
    }
}
