package io.fluxrecord.spring;

import io.fluxrecord.tck.Capabilities;
import io.fluxrecord.tck.TestBed;
import io.r2dbc.spi.ConnectionFactories;
import org.junit.jupiter.api.Nested;

/** On H2. */
final class H2SpringTests extends SpringContractTests {

    private static final TestBed BED = new TestBed(
            ConnectionFactories.get("r2dbc:h2:mem:///spring?options=DB_CLOSE_DELAY=-1"), new OfH2(), SpringStyle::new);

    private static final TestBed MIXED = new TestBed(BED.driver(), BED.capabilities(), MixedStyle::new);

    private static final class OfH2 implements Capabilities {

        @Override
        public String session() {
            return "SELECT SESSION_ID()";
        }

        /** H2 does not tell, but one that waits takes long. */
        @Override
        public String waitingFor(Object session) {
            return "SELECT 1 FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID NOT IN (SESSION_ID(), " + session
                    + ") AND EXECUTING_STATEMENT_START < DATEADD(MILLISECOND, -20, CURRENT_TIMESTAMP)";
        }
    }

    /** The driver's isolation is a mode of the whole database. */
    @Override
    boolean keepsIsolation() {
        return false;
    }

    @Nested
    final class Transactionals extends TransactionalTests {

        @Override
        TestBed bed() {
            return BED;
        }

        @Override
        String session() {
            return "SELECT SESSION_ID()";
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
