package io.fluxrecord.spring;

import io.fluxrecord.tck.Capabilities;
import io.fluxrecord.tck.TestBed;
import io.r2dbc.spi.ConnectionFactories;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Nested;

/** On PostgreSQL. */
final class PostgresqlSpringTests extends SpringContractTests {

    private static final TestBed BED =
            new TestBed(ConnectionFactories.get(url()), new OfPostgresql(), SpringStyle::new);

    /** The server is started for this JVM, and ends with it. */
    private static String url() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "200")
                    .start();
            return "r2dbc:postgresql://postgres:postgres@localhost:" + server.getPort() + "/postgres";
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start", e);
        }
    }

    private static final TestBed MIXED = new TestBed(BED.driver(), BED.capabilities(), MixedStyle::new);

    private static final class OfPostgresql implements Capabilities {

        @Override
        public String session() {
            return "SELECT pg_backend_pid()";
        }

        @Override
        public String waitingFor(Object session) {
            return "SELECT 1 FROM pg_stat_activity WHERE " + session + " = ANY (pg_blocking_pids(pid))";
        }
    }

    @Override
    boolean keepsIsolation() {
        return true;
    }

    @Nested
    final class Transactionals extends TransactionalTests {

        @Override
        TestBed bed() {
            return BED;
        }

        @Override
        String session() {
            return "SELECT pg_backend_pid()";
        }
    }

    @Override
    TestBed mixedBed() {
        return MIXED;
    }

    @Override
    TestBed bed() {
        return BED;
    }
}
