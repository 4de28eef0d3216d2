package io.fluxrecord.dialect.postgresql;

import io.fluxrecord.tck.ArrayContract;
import io.fluxrecord.tck.NamedTypeContract;
import io.fluxrecord.tck.TestBed;
import org.junit.jupiter.api.Nested;

/** Types that only PostgreSQL has, and all such types where the driver is told to send binary forms. */
final class NamedTypeTests {

    private static final TestBed BINARY =
            new TestBed(PostgresqlServer.connectionFactoryThatForcesBinary(), new PostgresqlCapabilities());

    @Nested
    final class EnumInBinary implements NamedTypeContract {

        @Override
        public TestBed bed() {
            return BINARY;
        }
    }

    @Nested
    final class ArraysInBinary implements ArrayContract {

        @Override
        public TestBed bed() {
            return BINARY;
        }
    }
}
