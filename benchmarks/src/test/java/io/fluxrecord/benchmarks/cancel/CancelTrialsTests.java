package io.fluxrecord.benchmarks.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.benchmarks.database.ItemDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CancelTrialsTests {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final ItemDatabase database = ItemDatabase.postgresql("");
    private Server server;

    @BeforeAll
    void connect() throws SQLException {
        server = new Server(database);
    }

    @AfterAll
    void close() throws SQLException {
        server.close();
        database.close();
    }

    @Test
    void transactionsAreCancelledWhileTheyBegin() throws SQLException {
        assertThat(play(new CancelledBegin(), Library.FLUXRECORD, 50))
                .containsEntry("tries", "50")
                .containsEntry("next save acknowledged", 50)
                .containsEntry("transaction left open", 0)
                .containsEntry("acknowledged row lost", 0L);
        assertThat(play(new CancelledBegin(), Library.RAW, 5)).containsEntry("tries", "5");
    }

    @Test
    void transactionsTimeOut() throws SQLException {
        assertThat(play(new TimedOutTransaction(), Library.FLUXRECORD, 50))
                .containsEntry("tries", "50")
                .containsEntry("next find stuck", 0)
                .containsEntry("transaction left open", 0);
        assertThat(play(new TimedOutTransaction(), Library.RAW, 5)).containsEntry("tries", "5");
    }

    @Test
    void partsOfTransactionsTimeOut() throws SQLException {
        assertThat(play(new TimedOutPart(), Library.FLUXRECORD, 2))
                .containsEntry("tries", "2")
                .containsEntry("committed by half", 0)
                .containsEntry("audit row apart", 0)
                .containsEntry("acknowledged row lost", 0);
        assertThat(play(new TimedOutPart(), Library.RAW, 1)).containsEntry("tries", "1");
    }

    @Test
    void statementsAreCancelled() throws SQLException {
        assertThat(play(new CancelledStatement(), Library.FLUXRECORD, 2))
                .containsEntry("tries", "2")
                .containsEntry("finds stuck", 0)
                .containsEntry("finds refused", 0);
        assertThat(play(new CancelledStatement(), Library.RAW, 1)).containsEntry("tries", "1");
    }

    @Test
    void newObjectsAreSavedTwice() throws SQLException {
        assertThat(play(new SavedTwice(), Library.FLUXRECORD, 50))
                .containsEntry("tries", "50")
                .containsEntry("two rows", 0L);
    }

    @Test
    void whereThereAreOnlyStatementsNothingIsSaved() throws SQLException {
        assertThat(play(new SavedTwice(), Library.RAW, 20)).containsEntry("tries", "-");
    }

    private Map<String, Object> play(Trial trial, Library library, int tries) throws SQLException {
        List<?> counts = CancelCommand.play(trial, library, database, server, new Tries(tries, LONGEST, new Random(1)));
        assertThat(counts).hasSameSizeAs(trial.columns());
        Map<String, Object> byColumn = new HashMap<>();
        for (int i = 0; i < counts.size(); i++) {
            byColumn.put(trial.columns().get(i), counts.get(i));
        }
        return byColumn;
    }
}
