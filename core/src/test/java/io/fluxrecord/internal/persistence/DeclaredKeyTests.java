package io.fluxrecord.internal.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.dialect.PlainDialect;
import io.fluxrecord.internal.execution.Connections;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Operation;
import io.fluxrecord.internal.record.RecordState;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Table;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** When the database is asked about a key, and what a write does by the answer. */
class DeclaredKeyTests {

    private final Mapping<Item> mapping = Item.mapping(Item.name(), Item.key());
    private final DeclaredKey key = new DeclaredKey(mapping);
    private final Answers answers = new Answers();
    private final Item item = Item.of(mapping, "a", 1L);
    private Mono<Boolean> unique = Mono.just(false);
    private int asked;

    private final Connections connections = answers.connections(new PlainDialect() {
        @Override
        public Publisher<Boolean> isUnique(Connection connection, Table table, List<Column> columns) {
            asked++;
            assertThat(columns).containsExactly(mapping.column(1));
            return unique;
        }
    });

    /** A write that tells where it runs, as an operation of its own. */
    private Mono<String> write() {
        Item.begin(item);
        return key.write(connections, item, session -> Mono.just(name(session)));
    }

    private static String name(Session session) {
        return session instanceof Connections ? "alone" : "in a transaction";
    }

    @Test
    void keyThatIsNotUniqueIsAskedAboutOnce() {
        assertThat(key.suits(connections)).isFalse();
        StepVerifier.create(write()).expectNext("in a transaction").verifyComplete();
        StepVerifier.create(write()).expectNext("in a transaction").verifyComplete();
        assertThat(asked).isEqualTo(1);
        assertThat(answers.sent).containsExactly("BEGIN", "COMMIT", "BEGIN", "COMMIT");
    }

    @Test
    void uniqueKeySuits() {
        unique = Mono.just(true);
        StepVerifier.create(write()).expectNext("alone").verifyComplete();
        assertThat(key.suits(connections)).isTrue();
        key.forget();
        assertThat(key.suits(connections)).isFalse();
        assertThat(answers.sent).isEmpty();
    }

    @Test
    void tableThatIsNotKnownIsAskedAboutAgain() {
        unique = Mono.empty();
        StepVerifier.create(write()).expectNext("in a transaction").verifyComplete();
        unique = Mono.error(new R2dbcDataIntegrityViolationException("on purpose", "42501"));
        StepVerifier.create(write()).expectNext("in a transaction").verifyComplete();
        assertThat(asked).isEqualTo(2);
        assertThat(key.suits(connections)).isFalse();
    }

    @Test
    void lostAnswerIsTheErrorOfTheWrite() {
        unique = Mono.error(new R2dbcNonTransientResourceException("on purpose"));
        StepVerifier.create(write()).verifyError(R2dbcNonTransientResourceException.class);
        assertThat(answers.sent).isEmpty();
    }

    @Test
    void transactionKeepsTheOperationUnderWay() {
        Operation operation = Item.begin(item);
        Sinks.One<String> written = Sinks.one();
        StepVerifier.create(key.write(connections, item, session -> written.asMono()))
                .then(operation::abandon)
                .then(() -> assertThat(RecordState.of(item).operation()).isSameAs(operation))
                .then(() -> written.tryEmitValue("written"))
                .expectNext("written")
                .verifyComplete();
        assertThat(operation.isOver()).isTrue();
    }
}
