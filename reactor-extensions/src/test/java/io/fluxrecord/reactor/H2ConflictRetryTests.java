package io.fluxrecord.reactor;

import io.fluxrecord.tck.TestBed;
import io.r2dbc.spi.ConnectionFactories;
import java.util.UUID;

/** {@link ConflictRetry} on an H2 database in memory. */
final class H2ConflictRetryTests implements ConflictRetryContract {

    private static final TestBed BED =
            new TestBed(ConnectionFactories.get("r2dbc:h2:mem:///" + UUID.randomUUID() + "?options=DB_CLOSE_DELAY=-1"));

    @Override
    public TestBed bed() {
        return BED;
    }
}
