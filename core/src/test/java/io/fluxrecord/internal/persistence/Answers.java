package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.internal.execution.Connections;
import io.fluxrecord.internal.execution.SessionSetup;
import io.fluxrecord.scripted.Script;
import io.fluxrecord.scripted.ScriptedConnection;
import io.fluxrecord.scripted.ScriptedDriver;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** A database that answers statements in their order as it was told to, and notes what it was sent. */
final class Answers implements Script {

    /** The statements and commands, but for the closing of connections. */
    final List<String> sent = new ArrayList<>();

    /** What was bound to each of the statements. */
    final List<List<@Nullable Object>> bound = new ArrayList<>();

    private final Deque<Publisher<Result>> answers = new ArrayDeque<>();

    Answers then(Result result) {
        return then(Mono.just(result));
    }

    Answers then(Publisher<Result> answer) {
        answers.add(answer);
        return this;
    }

    Connections connections(Dialect dialect) {
        return new Connections(
                Mono.just(new ScriptedConnection(this)),
                new ScriptedDriver("scripted", this),
                dialect,
                new SessionSetup(List.of(), false),
                null) {};
    }

    @Override
    public Statement statement(String sql) {
        sent.add(sql);
        List<@Nullable Object> values = new ArrayList<>();
        bound.add(values);
        return new Noting(values, answers.remove());
    }

    @Override
    public Publisher<Void> command(String command) {
        if (!command.equals("CLOSE")) {
            sent.add(command);
        }
        return Mono.empty();
    }

    /** A statement that notes what is bound, arrays as lists. */
    private record Noting(List<@Nullable Object> values, Publisher<Result> answer) implements Statement {

        @Override
        public Statement add() {
            throw new UnsupportedOperationException("not in the script");
        }

        @Override
        public Statement bind(int index, Object value) {
            values.add(value instanceof Object[] array ? Arrays.asList(array) : value);
            return this;
        }

        @Override
        public Statement bindNull(int index, Class<?> type) {
            values.add(null);
            return this;
        }

        @Override
        public Statement bind(String name, Object value) {
            throw new UnsupportedOperationException("not in the script");
        }

        @Override
        public Statement bindNull(String name, Class<?> type) {
            throw new UnsupportedOperationException("not in the script");
        }

        @Override
        public Publisher<? extends Result> execute() {
            return answer;
        }
    }
}
