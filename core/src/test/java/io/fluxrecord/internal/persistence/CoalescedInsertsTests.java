package io.fluxrecord.internal.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.dialect.PlainDialect;
import io.fluxrecord.error.WriteRefusedException;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Operation;
import io.fluxrecord.internal.record.RecordState;
import io.fluxrecord.scripted.ScriptedResult;
import io.r2dbc.spi.Result;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Sinks;

/** What becomes of inserts that were batched, where the database keeps some of the rows out without a word. */
class CoalescedInsertsTests {

    private static final ScriptedResult NONE = ScriptedResult.rows(new Object[0][]);

    private final Answers answers = new Answers();
    private final PlainDialect dialect = new PlainDialect();
    private final Sinks.One<Result> first = Sinks.one();
    private final List<Object> signals = new ArrayList<>();

    private CoalescedInserts<Item> inserts(Mapping<Item> mapping) {
        ModelSql sql = new ModelSql(mapping, dialect);
        ManyInserts<Item> statements =
                new ManyInserts<>(answers.connections(dialect), mapping, sql, null, new Timestamps(Clock.systemUTC()));
        return new CoalescedInserts<>(dialect, statements, Duration.ofMinutes(1));
    }

    private Operation insert(CoalescedInserts<Item> inserts, Mapping<Item> mapping, Item item) {
        Operation operation = Item.begin(item);
        subscribe(inserts, mapping, item, operation);
        return operation;
    }

    private Disposable subscribe(
            CoalescedInserts<Item> inserts, Mapping<Item> mapping, Item item, Operation operation) {
        StoredValues stored = new StoredValues(mapping, dialect);
        return inserts.insert(new RowOfInsert<>(mapping, item, stored, Instant.EPOCH), operation)
                .subscribe(signals::add, error -> signals.add(error.getClass()));
    }

    @Test
    void keysTellWhichRowsWereWritten() {
        Mapping<Item> mapping = Item.mapping(Item.name(), Item.key());
        CoalescedInserts<Item> inserts = inserts(mapping);
        answers.then(first.asMono());
        Item zero = Item.of(mapping, "zero", 0L);
        Item one = Item.of(mapping, "one", 1L);
        Item two = Item.of(mapping, "two", 2L);
        insert(inserts, mapping, zero);
        insert(inserts, mapping, one);
        insert(inserts, mapping, two);
        answers.then(ScriptedResult.touched(1)).then(NONE).then(ScriptedResult.rows(new @Nullable Object[] {1}));
        first.tryEmitValue(ScriptedResult.touched(1));
        assertThat(signals).containsExactly(zero, WriteRefusedException.class, two);
        assertThat(RecordState.of(one).stored()).isFalse();
        assertThat(RecordState.of(two).stored()).isTrue();
        assertThat(answers.bound.subList(2, 4)).containsExactly(List.of(1L), List.of(2L));
    }

    @Test
    void rowsWithoutKeysAreAllRefused() {
        Mapping<Item> mapping = Item.mapping(Item.name(), Item.identity());
        CoalescedInserts<Item> inserts = inserts(mapping);
        answers.then(first.asMono());
        insert(inserts, mapping, Item.of(mapping, "zero"));
        insert(inserts, mapping, Item.of(mapping, "one"));
        insert(inserts, mapping, Item.of(mapping, "two"));
        answers.then(ScriptedResult.rows(new @Nullable Object[] {7L}));
        first.tryEmitValue(NONE);
        assertThat(signals)
                .containsExactly(WriteRefusedException.class, WriteRefusedException.class, WriteRefusedException.class);
        assertThat(answers.sent).hasSize(2);
    }

    @Test
    void singleInsertThatIsRefusedIsNotLookedFor() {
        Mapping<Item> mapping = Item.mapping(Item.name(), Item.key());
        answers.then(ScriptedResult.touched(0));
        insert(inserts(mapping), mapping, Item.of(mapping, "zero", 0L));
        assertThat(signals).containsExactly(WriteRefusedException.class);
        assertThat(answers.sent).hasSize(1);
    }

    @Test
    void operationIsUnderWayUntilItsStatementHasAnsweredOrItIsWithdrawn() {
        Mapping<Item> mapping = Item.mapping(Item.name(), Item.key());
        CoalescedInserts<Item> inserts = inserts(mapping);
        answers.then(first.asMono());
        Operation sent = insert(inserts, mapping, Item.of(mapping, "zero", 0L));
        sent.abandon();
        assertThat(sent.isOver()).isFalse();
        Item item = Item.of(mapping, "one", 1L);
        Operation waiting = Item.begin(item);
        Disposable subscription = subscribe(inserts, mapping, item, waiting);
        waiting.abandon();
        assertThat(waiting.isOver()).isFalse();
        subscription.dispose();
        assertThat(waiting.isOver()).isTrue();
        first.tryEmitValue(ScriptedResult.touched(1));
        assertThat(sent.isOver()).isTrue();
        assertThat(answers.sent).hasSize(1);
    }
}
