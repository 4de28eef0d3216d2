package io.fluxrecord.internal.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.dialect.PlainDialect;
import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.error.WriteRefusedException;
import io.fluxrecord.generated.Role;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Operation;
import io.fluxrecord.internal.record.RecordState;
import io.fluxrecord.scripted.ScriptedResult;
import io.fluxrecord.sql.SqlType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** How rows go as arrays, and what becomes of answers that no database of the contracts gives. */
class ManyInsertsTests {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final Answers answers = new Answers();

    private Flux<Item> insert(Dialect dialect, Mapping<Item> mapping, Item... items) {
        return insert(dialect, mapping, List.of(items));
    }

    private Flux<Item> insert(Dialect dialect, Mapping<Item> mapping, List<Item> items) {
        ModelSql sql = new ModelSql(mapping, dialect);
        Timestamps timestamps = new Timestamps(Clock.fixed(NOW, ZoneOffset.UTC));
        return new ManyInserts<>(answers.connections(dialect), mapping, sql, null, timestamps)
                .insert(Flux.fromIterable(items));
    }

    /** The answer of an INSERT from arrays: one row, with an array of the keys. */
    private static ScriptedResult keys(@Nullable Object... keys) {
        return ScriptedResult.rows(new @Nullable Object[] {keys});
    }

    @Test
    void columnsGoAsArraysAndWhatAllRowsShareGoesOnce() {
        Mapping<Item> mapping = Item.mapping(
                Item.name(),
                Item.column("data", SqlType.JSON, Role.PLAIN),
                Item.identity(),
                Item.version(),
                Item.time(Role.CREATED_AT));
        answers.then(keys(7L, 8L));
        Item a = Item.of(mapping, "a", "1");
        Item b = Item.of(mapping, "b", null);
        StepVerifier.create(insert(new ArraysDialect(), mapping, a, b))
                .expectNext(a, b)
                .verifyComplete();
        assertThat(answers.sent)
                .containsExactly("INSERT INTO \"item\" (\"name\", \"data\", \"version\", \"created_at\")"
                        + " OF TEXT[], TEXT[], BIGINT, TIMESTAMP_WITH_TIME_ZONE RETURNING \"id\"");
        assertThat(answers.bound.get(0)).containsExactly(List.of("a", "b"), Arrays.asList("1", null), 1L, NOW);
        assertThat(a.value(2)).isEqualTo(7L);
        assertThat(b.value(2)).isEqualTo(8L);
    }

    @Test
    void timeThatIsSetByHandInOneRowGoesAsAnArray() {
        Mapping<Item> mapping = Item.mapping(Item.name(), Item.key(), Item.time(Role.CREATED_AT));
        answers.then(ScriptedResult.touched(2));
        Item a = Item.of(mapping, "a", 1L);
        Item b = Item.of(mapping, "b", 2L);
        RecordState.of(b).createdAt(Instant.EPOCH);
        StepVerifier.create(insert(new ArraysDialect(), mapping, a, b))
                .expectNext(a, b)
                .verifyComplete();
        assertThat(answers.bound.get(0))
                .containsExactly(List.of("a", "b"), List.of(1L, 2L), List.of(NOW, Instant.EPOCH));
    }

    @Test
    void oneColumnIsAnArrayWhereAllRowsAreTheSame() {
        Mapping<Item> mapping = Item.mapping(Item.version(), Item.identity(), Item.time(Role.UPDATED_AT));
        answers.then(keys(7L, 8L));
        StepVerifier.create(insert(new ArraysDialect(), mapping, Item.of(mapping), Item.of(mapping)))
                .expectNextCount(2)
                .verifyComplete();
        assertThat(answers.bound.get(0)).containsExactly(List.of(1L, 1L), NOW);
    }

    @Test
    void versionInTheFirstColumnGoesOnceToo() {
        Mapping<Item> mapping = Item.mapping(Item.version(), Item.identity(), Item.name());
        answers.then(keys(7L, 8L));
        StepVerifier.create(insert(new ArraysDialect(), mapping, Item.of(mapping), Item.of(mapping)))
                .expectNextCount(2)
                .verifyComplete();
        assertThat(answers.bound.get(0)).containsExactly(1L, Arrays.asList(null, null));
    }

    @Test
    void arraysTakeManyRowsAndOneRowGoesAsValues() {
        Mapping<Item> mapping = Item.mapping(Item.name(), Item.key());
        List<Item> items = IntStream.rangeClosed(1, 1001)
                .mapToObj(i -> Item.of(mapping, "n", (long) i))
                .toList();
        answers.then(ScriptedResult.touched(1000)).then(ScriptedResult.touched(1));
        StepVerifier.create(insert(new ArraysDialect(), mapping, items))
                .expectNextCount(1001)
                .verifyComplete();
        assertThat(answers.sent).hasSize(2);
        assertThat(answers.bound.get(1)).containsExactly("n", 1001L);
    }

    @Test
    void answerWithoutKeysIsARefusal() {
        Mapping<Item> mapping = Item.mapping(Item.name(), Item.identity());
        answers.then(ScriptedResult.rows(new Object[0][]));
        answers.then(ScriptedResult.rows(new @Nullable Object[] {null}));
        for (int i = 0; i < 2; i++) {
            StepVerifier.create(insert(new ArraysDialect(), mapping, Item.of(mapping, "a"), Item.of(mapping, "b")))
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(WriteRefusedException.class)
                            .hasMessageContaining("wrote 0"))
                    .verify();
        }
    }

    @Test
    void rowsThatAreAddedOrKeptOutAreARefusal() {
        Mapping<Item> generated = Item.mapping(Item.name(), Item.identity());
        answers.then(ScriptedResult.rows(new @Nullable Object[] {7L}));
        Item a = Item.of(generated, "a");
        StepVerifier.create(insert(new PlainDialect(), generated, a, Item.of(generated, "b")))
                .verifyError(WriteRefusedException.class);
        assertThat(RecordState.of(a).stored()).isFalse();
        Mapping<Item> given = Item.mapping(Item.name(), Item.key());
        answers.then(ScriptedResult.touched(3));
        Item b = Item.of(given, "a", 1L);
        StepVerifier.create(insert(new PlainDialect(), given, b, Item.of(given, "b", 2L)))
                .verifyError(WriteRefusedException.class);
        assertThat(RecordState.of(b).stored()).isFalse();
    }

    @Test
    void recordWithACancelledOperationIsWaitedForAndOneWithARunningOneIsNot() {
        Mapping<Item> mapping = Item.mapping(Item.name(), Item.key());
        Item item = Item.of(mapping, "a", 1L);
        Operation operation = Item.begin(item);
        StepVerifier.create(insert(new PlainDialect(), mapping, item)).verifyError(RecordStateException.class);
        operation.hold();
        operation.abandon();
        answers.then(ScriptedResult.touched(1));
        StepVerifier.create(insert(new PlainDialect(), mapping, item))
                .then(() -> assertThat(answers.sent).isEmpty())
                .then(operation::release)
                .expectNext(item)
                .verifyComplete();
    }
}
