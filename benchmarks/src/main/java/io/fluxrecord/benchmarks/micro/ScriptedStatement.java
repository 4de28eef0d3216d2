package io.fluxrecord.benchmarks.micro;

import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** A statement that takes any value and answers at once. */
final class ScriptedStatement implements Statement {

    private final Mono<Result> result;

    ScriptedStatement(Result result) {
        this.result = Mono.just(result);
    }

    @Override
    public Statement add() {
        return this;
    }

    @Override
    public Statement bind(int index, Object value) {
        return this;
    }

    @Override
    public Statement bind(String name, Object value) {
        return this;
    }

    @Override
    public Statement bindNull(int index, Class<?> type) {
        return this;
    }

    @Override
    public Statement bindNull(String name, Class<?> type) {
        return this;
    }

    @Override
    public Publisher<? extends Result> execute() {
        return result;
    }
}
