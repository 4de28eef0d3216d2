package io.fluxrecord.internal.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.dialect.PlainDialect;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.scripted.ScriptedResult;
import io.fluxrecord.sql.Sequence;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What is left of a block is used up before another one is fetched. */
class SequenceKeysTests {

    private final Sequence sequence = new Sequence(null, "item_seq", 10);
    private final Mapping<Item> mapping = Item.mapping(sequence, Item.name(), Item.identity());
    private final SequenceKeys keys = new SequenceKeys(mapping, sequence, new PlainDialect());
    private final Answers answers = new Answers();
    private final Session session = answers.connections(new PlainDialect());

    private static ScriptedResult block(long first, int count) {
        @Nullable Object[][] rows = new @Nullable Object[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = new @Nullable Object[] {first + i};
        }
        return ScriptedResult.rows(rows);
    }

    private void take(int count, Long... expected) {
        StepVerifier.create(keys.take(session, count))
                .expectNext(List.of((Object[]) expected))
                .verifyComplete();
    }

    @Test
    void noMoreKeysAreTakenThanAreAskedFor() {
        answers.then(block(1, 10));
        take(2, 1L, 2L);
        take(3, 3L, 4L, 5L);
        take(5, 6L, 7L, 8L, 9L, 10L);
        assertThat(keys.poll()).isNull();
        assertThat(answers.bound).containsExactly(List.of(10L));
    }

    @Test
    void whatIsMissingIsFetched() {
        answers.then(block(1, 10)).then(block(11, 12));
        take(8, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        take(14, LongStream.rangeClosed(9, 22).boxed().toArray(Long[]::new));
        assertThat(answers.bound).containsExactly(List.of(10L), List.of(12L));
    }
}
