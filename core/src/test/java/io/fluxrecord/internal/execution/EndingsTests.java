package io.fluxrecord.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What follows the end of a transaction is done once, by the transaction that it was left to. */
class EndingsTests {

    private final Endings endings = new Endings();
    private final Endings outer = new Endings();
    private final List<String> done = new ArrayList<>();

    private final TransactionEnding ending = new TransactionEnding() {
        @Override
        public Publisher<?> committed() {
            return Mono.fromRunnable(() -> done.add("committed"));
        }

        @Override
        public Publisher<?> rolledBack() {
            return Mono.fromRunnable(() -> done.add("rolled back"));
        }
    };

    private void commit(Endings ended) {
        StepVerifier.create(ended.committed()).verifyComplete();
    }

    @Test
    void endingIsDoneOnce() {
        endings.add(ending);
        commit(endings);
        commit(endings);
        StepVerifier.create(endings.rolledBack()).verifyComplete();
        assertThat(done).containsExactly("committed");
    }

    @Test
    void endingOfASavepointIsLeftToTheTransactionAroundIt() {
        endings.add(ending);
        endings.mergeInto(outer);
        commit(endings);
        assertThat(done).isEmpty();
        commit(outer);
        assertThat(done).containsExactly("committed");
    }

    @Test
    void endingOfASavepointThatWasRolledBackIsARollbackWhateverComes() {
        endings.add(ending);
        endings.mergeRolledBackInto(outer);
        commit(outer);
        assertThat(done).containsExactly("rolled back");
    }
}
