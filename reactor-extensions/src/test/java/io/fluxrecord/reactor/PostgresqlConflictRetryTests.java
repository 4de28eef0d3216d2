package io.fluxrecord.reactor;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.error.WriteRefusedException;
import io.fluxrecord.tck.TestBed;
import io.fluxrecord.tck.model.Product;
import io.fluxrecord.tck.model.Product_;
import io.r2dbc.spi.ConnectionFactories;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** {@link ConflictRetry} on the server that {@code FLUXRECORD_PG_URL} names, else on one that is started for it. */
final class PostgresqlConflictRetryTests implements ConflictRetryContract {

    private static final TestBed BED = new TestBed(ConnectionFactories.get(url()));

    private static String url() {
        String given = System.getenv("FLUXRECORD_PG_URL");
        if (given != null) {
            return given;
        }
        try {
            EmbeddedPostgres server =
                    EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
            return "r2dbc:postgresql://postgres@localhost:" + server.getPort() + "/postgres";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public TestBed bed() {
        return BED;
    }

    @Test
    void refusalIsNotTriedAgain() {
        Product product = await(new Product("lamp", "1", 7).save());
        BED.execute("CREATE OR REPLACE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS"
                + " $body$ BEGIN RETURN NULL; END $body$");
        BED.execute("CREATE TRIGGER keep BEFORE UPDATE ON products FOR EACH ROW EXECUTE FUNCTION keep()");
        AtomicInteger attempts = new AtomicInteger();
        StepVerifier.create(ConflictRetry.reloadAndRetry(() -> Product_.find(product.getId()), found -> {
                    attempts.incrementAndGet();
                    found.inventory--;
                }))
                .verifyError(WriteRefusedException.class);
        assertThat(attempts).hasValue(1);
    }
}
