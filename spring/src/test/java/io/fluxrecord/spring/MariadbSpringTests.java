package io.fluxrecord.spring;

import io.fluxrecord.dialect.mariadb.MariadbDialect;
import io.fluxrecord.embedded.EmbeddedMariadb;
import io.fluxrecord.tck.TestBed;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIf;

/** On MariaDB, where it can be started. */
@EnabledIf("io.fluxrecord.embedded.EmbeddedMariadb#isSupported")
final class MariadbSpringTests extends SpringContractTests {

    private static final TestBed BED = new TestBed(
            ConnectionFactories.get(new MariadbDialect().refine(ConnectionFactoryOptions.parse(url()))),
            new OfMariadb(),
            SpringStyle::new);

    private static final TestBed MIXED = new TestBed(BED.driver(), BED.capabilities(), MixedStyle::new);

    /** The server is started for this JVM, and ends with it. */
    private static String url() {
        try {
            return EmbeddedMariadb.start("spring", EmbeddedMariadb.NOT_DURABLE).url();
        } catch (IOException e) {
            throw new UncheckedIOException("MariaDB did not start", e);
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
            return "SELECT CONNECTION_ID()";
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
