package io.fluxrecord.scripted;

import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Records all statements and commands in the order in which they are sent, and answers each at once, unless it is told
 * otherwise: a statement has touched one row. For all threads.
 */
public final class RecordingScript implements Script {

    private static final Result ONE_ROW = ScriptedResult.touched(1);

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<String> cancelled = new CopyOnWriteArrayList<>();
    private final Map<String, Result> results = new ConcurrentHashMap<>();
    private final Map<String, Mono<Void>> before = new ConcurrentHashMap<>();

    /** Return what was sent so far. */
    public List<String> sent() {
        return List.copyOf(sent);
    }

    /** Return what was cancelled before its answer was complete. */
    public List<String> cancelled() {
        return List.copyOf(cancelled);
    }

    /** Answer a statement with a result. */
    public void answer(String sql, Result result) {
        results.put(sql, result);
    }

    /** Answer a statement or command with an error. */
    public void fail(String what, Throwable error) {
        before.put(what, Mono.error(error));
    }

    /** Answer a statement or command when what is returned completes, or with its error. */
    public Sinks.Empty<Void> hold(String what) {
        Sinks.Empty<Void> held = Sinks.empty();
        before.put(what, held.asMono());
        return held;
    }

    @Override
    public Statement statement(String sql) {
        return new ScriptedStatement(send(sql, Mono.fromSupplier(() -> results.getOrDefault(sql, ONE_ROW))));
    }

    @Override
    public Publisher<Void> command(String command) {
        return send(command, Mono.empty());
    }

    private <T> Mono<T> send(String what, Mono<T> answer) {
        return Mono.defer(() -> {
                    sent.add(what);
                    return before.getOrDefault(what, Mono.empty()).then(answer);
                })
                .doOnCancel(() -> cancelled.add(what));
    }
}
