package io.fluxrecord.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What may be committed of a transaction whose work has failed in part. */
class ChangesTests {

    private final Changes changes = new Changes();
    private final Changes savepoint = new Changes();
    private final RuntimeException failure = new IllegalStateException("on purpose");

    private static <R> Outcome.Made<R> refusing(RuntimeException refusal) {
        return () -> {
            throw refusal;
        };
    }

    private static void write(Changes changes, long rows) {
        changes.send().<String>answered(rows, () -> "made");
    }

    @Test
    void workThatFailsAfterAChangeDoomsTheTransaction() {
        changes.failIfChanged(0, failure);
        assertThat(changes.failure()).isNull();
        write(changes, 1);
        changes.failIfChanged(1, failure);
        assertThat(changes.failure()).isNull();
        changes.failIfChanged(0, failure);
        changes.fail(new IllegalStateException("a second one"));
        assertThat(changes.failure()).isSameAs(failure);
    }

    @Test
    void answerOfAWriteUnderWayTellsWhetherItsWorkHadChangedSomething() {
        Outcome none = changes.send();
        changes.failIfChanged(0, failure);
        assertThat(none.<String>answered(0, () -> "made")).isEqualTo("made");
        assertThat(changes.failure()).isNull();
        Outcome one = changes.send();
        changes.failIfChanged(0, failure);
        assertThat(changes.failure()).isNull();
        assertThat(one.<String>answered(1, () -> "made")).isEqualTo("made");
        assertThat(changes.failure()).isSameAs(failure);
        assertThat(changes.rows()).isEqualTo(1);
    }

    @Test
    void rowsThatNoRecordStandsForDoomTheTransaction() {
        Outcome none = changes.send();
        assertThatThrownBy(() -> none.answered(0, refusing(failure))).isSameAs(failure);
        assertThat(changes.failure()).isNull();
        Outcome some = changes.send();
        assertThatThrownBy(() -> some.answered(2, refusing(failure))).isSameAs(failure);
        assertThat(changes.failure()).isSameAs(failure);
    }

    @Test
    void answerThatCannotBeReadDoomsTheTransactionAndARefusalDoesNot() {
        Outcome refused = changes.send();
        assertThat(refused.failed(failure, true)).isSameAs(failure);
        assertThat(changes.failure()).isNull();
        Outcome answered = changes.send();
        answered.<String>answered(1, () -> "made");
        answered.failed(failure, false);
        assertThat(changes.failure()).isNull();
        assertThat(changes.rows()).isEqualTo(1);
        Outcome unreadable = changes.send();
        assertThat(unreadable.failed(failure, false)).isSameAs(failure);
        assertThat(changes.failure()).isSameAs(failure);
    }

    @Test
    void writeThatHasAnsweredIsNotUnderWayAnyMore() {
        changes.send().failed(failure, true);
        changes.begin(savepoint);
        changes.failIfChanged(0, failure);
        write(savepoint, 1);
        changes.merge(savepoint);
        assertThat(changes.failure()).isSameAs(failure);
    }

    @Test
    void savepointThatIsReleasedAddsItsRows() {
        write(changes, 2);
        write(savepoint, 3);
        changes.begin(savepoint);
        changes.merge(savepoint);
        assertThat(changes.rows()).isEqualTo(5);
        assertThat(changes.failure()).isNull();
    }

    @Test
    void workAroundASavepointDoomsTheTransactionIfThatHasChangedSomething() {
        changes.begin(savepoint);
        changes.failIfChanged(0, failure);
        changes.merge(savepoint);
        assertThat(changes.failure()).as("nothing was changed").isNull();
        Changes second = new Changes();
        changes.begin(second);
        changes.failIfChanged(0, failure);
        write(second, 1);
        assertThat(changes.failure()).as("it may still be rolled back").isNull();
        changes.merge(second);
        assertThat(changes.failure()).isSameAs(failure);
    }

    @Test
    void savepointThatWasRolledBackDoesNotCount() {
        changes.begin(savepoint);
        write(savepoint, 1);
        changes.rolledBack();
        changes.failIfChanged(0, failure);
        assertThat(changes.rows()).isZero();
        assertThat(changes.failure()).isNull();
    }
}
