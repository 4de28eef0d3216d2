package io.fluxrecord.scripted;

import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import org.reactivestreams.Publisher;

/** A statement that takes any value. */
public final class ScriptedStatement implements Statement {

    private final Publisher<? extends Result> answer;

    /** Make a statement, which may be executed as often as its answer may be subscribed to. */
    public ScriptedStatement(Publisher<? extends Result> answer) {
        this.answer = answer;
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
        return answer;
    }
}
