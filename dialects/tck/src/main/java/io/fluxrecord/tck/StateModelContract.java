package io.fluxrecord.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.tck.model.Gadget_;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of operations and transactions, each step compared with what a plain model in memory says that
 * record and row must hold. {@code -Dfluxrecord.sequences=100000} runs more of them, {@code -Dfluxrecord.seed=42}
 * others.
 */
@Tag("long")
public interface StateModelContract extends Contract {

    /** How many sequences are run by default. */
    int SEQUENCES = 1000;

    /** How long a sequence may get. */
    int STEPS = 40;

    /** Return how many sequences are walked; more with the property {@code fluxrecord.sequences}. */
    default int sequences() {
        return Integer.getInteger("fluxrecord.sequences", SEQUENCES);
    }

    @BeforeEach
    default void prepare() {
        bed().prepare(Gadget_.model());
    }

    @Test
    default void recordsAndRowsAreWhatThePlainModelSays() {
        int sequences = sequences();
        long seed = Long.getLong("fluxrecord.seed", 20261124L);
        int steps = 0;
        for (int sequence = 0; sequence < sequences; sequence++) {
            StateModel model = new StateModel(bed(), seed + sequence);
            try {
                model.run(STEPS).block(Duration.ofSeconds(60));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + (seed + sequence) + ": " + model.story(), e);
            }
            steps += model.story().size();
        }
        bed().awaitIdle();
        assertThat(steps).isGreaterThan(sequences * 10);
    }
}
