package io.fluxrecord.tck;

import io.fluxrecord.Database;
import io.fluxrecord.tck.model.Article_;
import io.fluxrecord.tck.model.Gadget_;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Traced_;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random concurrent operations with cancels, after each round of which records and rows are compared.
 * {@code -Dfluxrecord.programs=10000} runs more of them, {@code -Dfluxrecord.seed=42} others.
 */
@Tag("long")
public interface RandomOperationsContract extends Contract {

    /** How many programs are run by default. */
    int PROGRAMS = 15;

    /** How many rounds a program has. */
    int ROUNDS = 16;

    @BeforeEach
    default void prepare() {
        bed().prepare(Inventory_.model(), Article_.model(), Gadget_.model(), Traced_.model());
    }

    @ParameterizedTest(name = "coalescing: {0}")
    @ValueSource(booleans = {false, true})
    default void recordsKnowTheirRowsWhateverMeetsAndIsCancelled(boolean coalescing) {
        if (coalescing) {
            Database.setDefault(bed().database(database -> database.coalesceInserts(Duration.ofMillis(1))));
        }
        int programs = Integer.getInteger("fluxrecord.programs", PROGRAMS);
        long seed = Long.getLong("fluxrecord.seed", 20261126L);
        for (int program = 0; program < programs; program++) {
            prepareTables();
            RandomOperations operations = new RandomOperations(bed(), seed + program);
            try {
                operations.run(ROUNDS);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + (seed + program) + ": " + operations.story(), e);
            }
        }
    }

    private static void prepareTables() {
        Inventory_.query().permanentlyDelete().block();
        Article_.query().permanentlyDelete().block();
        Gadget_.query().includeDeleted().permanentlyDelete().block();
        Traced_.query().includeDeleted().permanentlyDelete().block();
    }
}
