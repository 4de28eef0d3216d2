package io.fluxrecord.dialect.postgresql;

import io.fluxrecord.tck.SaveContract;
import io.fluxrecord.tck.TestBed;
import io.fluxrecord.tck.VersionContract;
import org.junit.jupiter.api.Nested;

/** Every contract, on a PostgreSQL server. */
final class PostgresqlContractTests {

    private static final TestBed BED = new TestBed(PostgresqlServer.connectionFactory());

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
