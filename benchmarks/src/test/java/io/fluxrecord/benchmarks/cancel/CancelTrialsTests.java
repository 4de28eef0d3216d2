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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    @ParameterizedTest
    @EnumSource(names = {"RAW", "FLUXRECORD"})
    void transactionsAreCancelledWhileTheyBegin(Library library) throws SQLException {
        assertThat(play(new CancelledBegin(), library, 20))
                .containsEntry("tries", "20")
                .containsEntry("next save acknowledged", 20);
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW", "FLUXRECORD"})
    void transactionsTimeOut(Library library) throws SQLException {
        assertThat(play(new TimedOutTransaction(), library, 20))
                .containsEntry("tries", "20")
                .containsEntry("next find stuck", 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW", "FLUXRECORD"})
    void partsOfTransactionsTimeOut(Library library) throws SQLException {
        assertThat(play(new TimedOutPart(), library, 2))
                .containsEntry("tries", "2")
                .containsEntry("acknowledged row lost", 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW", "FLUXRECORD"})
    void statementsAreCancelled(Library library) throws SQLException {
        assertThat(play(new CancelledStatement(), library, 2))
                .containsEntry("tries", "2")
                .containsEntry("finds refused", 0);
    }

    @Test
    void newObjectsAreSavedTwice() throws SQLException {
        assertThat(play(new SavedTwice(), Library.FLUXRECORD, 20))
                .containsEntry("tries", "20")
                .containsEntry("no row", 0L);
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
