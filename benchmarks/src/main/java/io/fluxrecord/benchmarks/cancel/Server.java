package io.fluxrecord.benchmarks.cancel;

import io.fluxrecord.benchmarks.database.ItemDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the server itself says about the connections and rows of the library on trial, which is the only one there. */
final class Server implements AutoCloseable {

    private static final String OTHERS =
            " FROM pg_stat_activity WHERE backend_type = 'client backend' AND application_name NOT LIKE '%JDBC%'";
    private static final String STATES =
            "SELECT pid || ' ' || coalesce(state, '') || ' ' || coalesce(state_change::text, '')" + OTHERS
                    + " ORDER BY pid";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(1);
    private static final Duration STILL_IDLE = Duration.ofMillis(3);
    private static final Duration STILL_OPEN = Duration.ofMillis(60);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final ItemDatabase database;
    private final Connection connection;

    Server(ItemDatabase database) throws SQLException {
        this.database = database;
        this.connection = database.connection();
    }

    /** Return the version of the server. */
    String version() throws SQLException {
        return connection.getMetaData().getDatabaseProductVersion();
    }

    /**
     * Wait until nothing runs and nothing changes any more, and return how many connections are in a transaction then.
     * A transaction that is about to go on or to end is given more time than connections that are in none.
     */
    int openAtRest() throws SQLException {
        return openAtRest(STILL_OPEN);
    }

    /** Do the same where a connection in a transaction need not be looked at for long to know that it rests. */
    int openAtRest(Duration stillOpen) throws SQLException {
        long start = System.nanoTime();
        long since = start;
        List<String> seen = states();
        while (System.nanoTime() - start < LONGEST.toNanos()) {
            long still = System.nanoTime() - since;
            boolean running = seen.stream().anyMatch(state -> state.contains(" active "));
            if (!running && still > (open(seen) == 0 ? STILL_IDLE : stillOpen).toNanos()) {
                break;
            }
            Pause.about(LOOK_AGAIN);
            List<String> now = states();
            if (!now.equals(seen)) {
                seen = now;
                since = System.nanoTime();
            }
        }
        return open(seen);
    }

    private static int open(List<String> states) {
        return (int) states.stream()
                .filter(state -> state.contains(" idle in transaction"))
                .count();
    }

    private List<String> states() throws SQLException {
        List<String> states = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(STATES)) {
            while (rows.next()) {
                states.add(rows.getString(1));
            }
        }
        return states;
    }

    /** End all connections of the library, which rolls back what is open, and wait until they are gone. */
    void terminateAll() throws SQLException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!states().isEmpty() && System.nanoTime() < end) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT pg_terminate_backend(pid)" + OTHERS);
            }
            Pause.about(LOOK_AGAIN);
        }
    }

    /** Wait until so many connections wait for a lock, but not for ever. */
    void awaitWaiting(int connections) throws SQLException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (waiting() < connections && System.nanoTime() < end) {
            Pause.about(LOOK_AGAIN);
        }
    }

    private int waiting() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet count =
                        statement.executeQuery("SELECT count(*)" + OTHERS + " AND wait_event_type = 'Lock'")) {
            count.next();
            return count.getInt(1);
        }
    }

    /** Lock rows until the lock is closed. */
    Lock lock(List<Long> ids) throws SQLException {
        Connection holder = database.connection();
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '2s'");
            for (long id : ids) {
                statement.execute("SELECT id FROM items WHERE id = " + id + " FOR UPDATE");
            }
        }
        return () -> {
            holder.rollback();
            holder.close();
        };
    }

    /** Return how many rows there are for each number that was inserted, as everybody sees them. */
    Map<Integer, Integer> inserted() throws SQLException {
        Map<Integer, Integer> rows = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet counts = statement.executeQuery("SELECT inventory, count(*) FROM items WHERE category = "
                        + ItemDatabase.INSERTED + " GROUP BY inventory")) {
            while (counts.next()) {
                rows.put(counts.getInt(1), counts.getInt(2));
            }
        }
        return rows;
    }

    /** Return whether one transaction, or savepoint, wrote an item last and inserted a number. */
    boolean together(long id, int number) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet writers = statement.executeQuery("SELECT count(DISTINCT xmin::text) FROM items WHERE id = "
                        + id + " OR category = " + ItemDatabase.INSERTED + " AND inventory = " + number)) {
            writers.next();
            return writers.getInt(1) == 1;
        }
    }

    /** Return the inventory of an item, as everybody sees it. */
    long inventory(long id) {
        return database.inventory(id);
    }

    /** Return the id of an item for a try; the next tries have others. */
    long item(int number) {
        return database.owned().get(number % database.owned().size());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Rows that somebody else holds. */
    interface Lock extends AutoCloseable {

        @Override
        void close() throws SQLException;
    }
}
