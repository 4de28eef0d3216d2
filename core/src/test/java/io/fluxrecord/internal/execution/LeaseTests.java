package io.fluxrecord.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.dialect.PlainDialect;
import io.fluxrecord.scripted.RecordingScript;
import io.fluxrecord.scripted.ScriptedConnection;
import io.fluxrecord.scripted.ScriptedDriver;
import io.fluxrecord.transaction.TransactionOptions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The connection of a transaction is given back once, with the settings that it came with. */
class LeaseTests {

    private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
    private final RecordingScript script = new RecordingScript();
    private final Lease lease = lease(new PlainDialect());

    @AfterEach
    void letTimeGoOn() {
        VirtualTimeScheduler.reset();
    }

    private Lease lease(PlainDialect dialect) {
        Connections connections = new Connections(
                Mono.never(),
                new ScriptedDriver("scripted", script),
                dialect,
                new SessionSetup(List.of(), false),
                null) {};
        return new Lease(new ScriptedConnection(script), connections, TransactionOptions.DEFAULT);
    }

    @Test
    void connectionIsGivenBackOnce() {
        assertThat(lease.isOver()).isFalse();
        StepVerifier.create(lease.giveBack()).verifyComplete();
        StepVerifier.create(lease.giveBack()).verifyComplete();
        assertThat(lease.isOver()).isTrue();
        assertThat(script.sent()).containsExactly("CLOSE");
    }

    @Test
    void errorOfTheCloseIsNotSignalled() {
        script.fail("CLOSE", new IllegalStateException("on purpose"));
        StepVerifier.create(lease.giveBack()).verifyComplete();
    }

    @Test
    void settingsArePutBackBeforeTheConnectionIs() {
        StepVerifier.create(lease(new Resetting()).giveBack()).verifyComplete();
        assertThat(script.sent()).containsExactly("RESET", "CLOSE");
    }

    @Test
    void connectionWhoseSettingsCannotBePutBackIsClosed() {
        script.fail("RESET", ScriptedSession.lost());
        StepVerifier.create(lease(new Resetting()).giveBack())
                .then(() -> time.advanceTimeBy(Interruption.LIMIT))
                .verifyComplete();
        assertThat(script.sent()).containsExactly("RESET", "CLOSE", "CLOSE"); // That of the driver comes first.
    }

    @Test
    void connectionThatIsNotGivenBackInTimeIsClosed() {
        lease.limit();
        time.advanceTimeBy(Interruption.LIMIT.minusMillis(1));
        assertThat(script.sent()).isEmpty();
        time.advanceTimeBy(Interruption.LIMIT);
        assertThat(script.sent()).containsExactly("CLOSE");
    }

    @Test
    void connectionThatIsGivenBackInTimeIsNotClosed() {
        lease.limit();
        StepVerifier.create(lease.giveBack()).verifyComplete();
        time.advanceTimeBy(Interruption.LIMIT.multipliedBy(2));
        assertThat(script.sent()).containsExactly("CLOSE");
    }

    /** Has settings that outlive a transaction. */
    private static final class Resetting extends PlainDialect {

        @Override
        public List<String> leaveTransaction(TransactionOptions options) {
            return List.of("RESET");
        }
    }
}
