package io.fluxrecord.dialect.h2;

import io.fluxrecord.tck.SaveContract;
import io.fluxrecord.tck.TestBed;
import io.fluxrecord.tck.VersionContract;
import io.r2dbc.spi.ConnectionFactories;
import java.util.UUID;
import org.junit.jupiter.api.Nested;

/** Every contract, on an H2 database in memory. */
final class H2ContractTests {

    private static final TestBed BED =
            new TestBed(ConnectionFactories.get("r2dbc:h2:mem:///" + UUID.randomUUID() + "?options=DB_CLOSE_DELAY=-1"));

    @Nested
    final class Save implements SaveContract {
        @Override
        public TestBed bed() {
            return BED;
        }
    }

    @Nested
    final class Version implements VersionContract {
        @Override
        public TestBed bed() {
            return BED;
        }
    }
}
