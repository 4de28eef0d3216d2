package io.fluxrecord.internal.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.dialect.PlainDialect;
import io.fluxrecord.error.NonUniqueResultException;
import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.error.WriteRefusedException;
import io.fluxrecord.generated.Role;
import io.fluxrecord.internal.execution.Connections;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.RecordState;
import io.fluxrecord.scripted.ScriptedResult;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.transaction.TransactionOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Writes of a model whose first column is no key, and answers that no database of the contracts gives. */
class RowWritesTests {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final PlainDialect dialect = new PlainDialect();
    private final Answers answers = new Answers();
    private final Connections connections = answers.connections(dialect);
    private final Map<Mapping<Item>, Store<Item>> stores = new HashMap<>();

    private final Mapping<Item> versioned = Item.mapping(Item.name(), Item.key(), Item.version());
    private final Mapping<Item> marked =
            Item.mapping(Item.name(), Item.key(), Item.version(), Item.time(Role.DELETED_AT));

    private Item stored(Mapping<Item> mapping, @Nullable Object... row) {
        return Item.stored(mapping, new ModelSql(mapping, dialect).row, row);
    }

    private static ScriptedResult row(@Nullable Object... values) {
        return ScriptedResult.rows(values);
    }

    private static ScriptedResult touched(long rows) {
        return ScriptedResult.touched(rows);
    }

    private Store<Item> store(Mapping<Item> mapping) {
        return stores.computeIfAbsent(
                mapping,
                absent -> new Store<>(
                        absent,
                        connections,
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        new Coalescing(null, null),
                        type -> absent));
    }

    private Mono<Item> update(Session session, Mapping<Item> mapping, Item item) {
        Store<Item> store = store(mapping);
        return store.writes().update(session, item, store.dirty(item));
    }

    private <T> Mono<T> inTransaction(Function<Session, Mono<T>> work) {
        return connections
                .transactional(TransactionOptions.DEFAULT, work::apply)
                .singleOrEmpty();
    }

    @Test
    void firstColumnIsWrittenLikeTheOthers() {
        Item item = stored(versioned, "a", 1L, 4L);
        item.value(0, "b");
        answers.then(touched(1));
        StepVerifier.create(update(connections, versioned, item))
                .expectNext(item)
                .verifyComplete();
        assertThat(answers.sent)
                .containsExactly("UPDATE \"item\" SET \"name\" = ?, \"version\" = \"version\" + 1"
                        + " WHERE (\"id\" = ? AND \"version\" = ?)");
        assertThat(answers.bound.get(0)).containsExactly("b", 1L, 4L);
        assertThat(RecordState.of(item).seen(0)).isEqualTo("b");
        assertThat(RecordState.of(item).version()).isEqualTo(5);
    }

    @Test
    void mixinsMayComeFirst() {
        Mapping<Item> mapping =
                Item.mapping(Item.time(Role.UPDATED_AT), Item.key(), Item.column("n", SqlType.TEXT, Role.PLAIN));
        Item item = stored(mapping, Instant.EPOCH, 1L, "a");
        item.value(2, "b");
        answers.then(touched(1));
        StepVerifier.create(update(connections, mapping, item)).expectNext(item).verifyComplete();
        assertThat(answers.bound.get(0)).containsExactly(NOW, "b", 1L);
        Mapping<Item> version = Item.mapping(Item.version(), Item.key(), Item.name());
        Item other = stored(version, 4L, 1L, "a");
        other.value(2, "b");
        answers.then(touched(1));
        StepVerifier.create(update(connections, version, other))
                .expectNext(other)
                .verifyComplete();
        assertThat(RecordState.of(other).version()).isEqualTo(5);
    }

    @Test
    void touchSetsTheFirstColumnAndLeavesWhatIsNotSaved() {
        Mapping<Item> mapping = Item.mapping(
                Item.column("seen_at", SqlType.TIMESTAMP_WITH_TIME_ZONE, Role.CREATED_AT), Item.key(), Item.name());
        Item item = stored(mapping, Instant.EPOCH, 1L, "a");
        item.value(2, "b");
        BitSet times = new BitSet();
        times.set(0);
        answers.then(touched(1));
        StepVerifier.create(store(mapping).writes().touch(connections, item, new BitSet(), times))
                .expectNext(item)
                .verifyComplete();
        assertThat(answers.bound.get(0)).containsExactly(NOW, 1L);
        assertThat(RecordState.of(item).seen(2)).isEqualTo("a");
    }

    @Test
    void creationTimeInTheFirstColumnCannotBeTakenAway() {
        Mapping<Item> mapping = Item.mapping(Item.time(Role.CREATED_AT), Item.key(), Item.name());
        Item item = stored(mapping, Instant.EPOCH, 1L, "a");
        RecordState.of(item).createdAt(null);
        StepVerifier.create(Mono.defer(() -> update(connections, mapping, item)))
                .expectErrorSatisfies(error -> assertThat(error).hasMessageContaining("keeps a creation time"))
                .verify();
    }

    @Test
    void rowThatIsThereAsExpectedIsARefusal() {
        Item item = stored(versioned, "a", 1L, 4L);
        item.value(0, "b");
        answers.then(touched(0)).then(row(4L));
        StepVerifier.create(update(connections, versioned, item)).verifyError(WriteRefusedException.class);
        assertThat(answers.sent).hasSize(2);
    }

    @Test
    void rowOfAnOldSnapshotIsReadAgainWithALock() {
        Item item = stored(versioned, "a", 1L, 4L);
        item.value(0, "b");
        answers.then(touched(0)).then(row(4L)).then(row(5L));
        StepVerifier.create(inTransaction(session -> update(session, versioned, item)))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                VersionConflictException.class,
                                conflict -> assertThat(conflict.actualVersion()).hasValue(5)))
                .verify();
        assertThat(answers.sent.get(3)).endsWith("FOR UPDATE");
    }

    @Test
    void severalRowsAreTooMany() {
        Item item = stored(versioned, "a", 1L, 4L);
        item.value(0, "b");
        answers.then(touched(2));
        StepVerifier.create(update(connections, versioned, item)).verifyError(NonUniqueResultException.class);
        assertThat(RecordState.of(item).seen(0)).isEqualTo("a");
    }

    @Test
    void markIsAChangeOfTheVersion() {
        Item item = stored(marked, "a", 1L, 4L, null);
        answers.then(touched(1)).then(touched(1));
        StepVerifier.create(store(marked).writes().softDelete(connections, item))
                .expectNext(true)
                .verifyComplete();
        assertThat(answers.sent.get(0)).contains("\"deleted_at\" = ?, \"version\" = \"version\" + 1");
        assertThat(answers.bound.get(0)).containsExactly(NOW, 1L, 4L);
        StepVerifier.create(store(marked).writes().restore(connections, item))
                .expectNext(true)
                .verifyComplete();
        assertThat(answers.sent.get(1)).contains("\"deleted_at\" = NULL, \"version\" = \"version\" + 1");
        assertThat(RecordState.of(item).version()).isEqualTo(6);
    }

    @Test
    void markThatIsNotMadeIsARefusal() {
        Item item = stored(marked, "a", 1L, 4L, null);
        answers.then(touched(0)).then(row(4L, null));
        StepVerifier.create(store(marked).writes().softDelete(connections, item))
                .verifyError(WriteRefusedException.class);
        answers.then(touched(0)).then(row(4L, NOW));
        StepVerifier.create(store(marked).writes().softDelete(connections, item))
                .expectNext(false)
                .verifyComplete();
        assertThat(RecordState.of(item).deletedAt()).isEqualTo(NOW);
        answers.then(touched(0)).then(row(4L, NOW));
        StepVerifier.create(store(marked).writes().restore(connections, item)).verifyError(WriteRefusedException.class);
    }

    @Test
    void insertThatWritesNoRowOrSeveralIsARefusal() {
        Mapping<Item> generated = Item.mapping(Item.name(), Item.identity());
        for (Mapping<Item> mapping : List.of(versioned, generated)) {
            Item item = Item.of(mapping, "a", mapping == versioned ? 1L : null);
            Item.begin(item);
            answers.then(mapping == versioned ? touched(0) : ScriptedResult.rows(new Object[0][]));
            StepVerifier.create(store(mapping).insert(connections, item)).verifyError(WriteRefusedException.class);
            answers.then(
                    mapping == versioned
                            ? touched(2)
                            : ScriptedResult.rows(new @Nullable Object[] {1L}, new @Nullable Object[] {2L}));
            StepVerifier.create(store(mapping).insert(connections, item)).verifyError(NonUniqueResultException.class);
            assertThat(RecordState.of(item).stored()).isFalse();
        }
    }

    @Test
    void textsAreRenderedOncePerModel() {
        Item item = stored(versioned, "a", 1L, 4L);
        answers.then(row("a", 1L, 4L)).then(row("a", 1L, 4L));
        for (int i = 0; i < 2; i++) {
            StepVerifier.create(store(versioned).reload(connections, item))
                    .expectNext(item)
                    .expectComplete()
                    .verify(Duration.ofSeconds(5));
        }
        assertThat(answers.sent.get(0)).isSameAs(answers.sent.get(1));
    }

    @Test
    void keysThatAreParametersAreNoMoreThanTheDatabaseTakes() {
        PlainDialect narrow = new PlainDialect() {
            @Override
            public int maxArrayLength(SqlType type) {
                return 0;
            }

            @Override
            public int maxParameters() {
                return 7;
            }
        };
        Mapping<Item> mapping = Item.mapping(Item.name(), Item.key(), Item.column("part", SqlType.BIGINT, Role.KEY));
        Connections narrowConnections = answers.connections(narrow);
        answers.then(row("a", 1L, 1L)).then(row("c", 3L, 3L));
        StepVerifier.create(new Store<>(
                                mapping,
                                narrowConnections,
                                Clock.systemUTC(),
                                new Coalescing(null, null),
                                type -> mapping)
                        .findAll(
                                narrowConnections,
                                List.of(new Object[] {1L, 1L}, new Object[] {2L, 2L}, new Object[] {3L, 3L}))
                        .map(item -> String.valueOf(item.value(0))))
                .expectNext("a", "c")
                .verifyComplete();
        assertThat(answers.sent).hasSize(2);
    }
}
