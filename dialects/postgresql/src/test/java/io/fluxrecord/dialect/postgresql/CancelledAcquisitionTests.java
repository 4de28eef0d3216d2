package io.fluxrecord.dialect.postgresql;

import static io.fluxrecord.dialect.postgresql.ProxiedPool.PATIENCE;
import static io.fluxrecord.dialect.postgresql.ProxiedPool.await;
import static io.fluxrecord.dialect.postgresql.ProxiedPool.let;
import static io.fluxrecord.tck.network.PostgresqlMessages.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.network.Rule;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A cancel that meets the handing over of a connection. The pool takes a connection back that it is cancelled with
 * while it is handing it over, so whoever has got it by then must not cancel it any more.
 */
@NullUnmarked
final class CancelledAcquisitionTests {

    private final ProxiedPool pool = new ProxiedPool("fluxrecord-acquisition", 1);
    private final Rule begin = pool.proxy().when(done("BEGIN")).once().freezeLink();
    private final CountDownLatch cancelling = new CountDownLatch(1);

    @AfterEach
    void close() {
        pool.close();
    }

    /** The pool, whose connection is on its way when the cancel begins, and has been used when the cancel arrives. */
    private final class SlowCancel implements ConnectionFactory {

        @Override
        public Publisher<? extends Connection> create() {
            return Mono.<Connection>from(pool.connections().create())
                    .publishOn(Schedulers.boundedElastic())
                    .doOnNext(connection -> awaitCancel())
                    .doOnCancel(() -> {
                        cancelling.countDown();
                        begin.firstHit()
                                .timeout(Duration.ofMillis(500))
                                .onErrorComplete()
                                .block();
                    });
        }

        private void awaitCancel() {
            try {
                assertThat(cancelling.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return pool.connections().getMetadata();
        }
    }

    @Test
    void connectionThatIsHandedOverDuringACancelIsUsedByNobodyElse() {
        pool.prepare(Inventory_.model());
        await(Inventory_.query().count());
        Database racing = Database.builder(new SlowCancel()).maxConnections(0).build();
        Disposable work =
                racing.transaction(() -> new Inventory("begun", 1).save()).subscribe();
        await(() -> pool.acquired() == 1, PATIENCE);
        work.dispose();
        let(Duration.ofMillis(20));
        // Either nothing was begun, and the connection is free, or it is held until the answer has come.
        assertThat(pool.acquired()).isEqualTo((int) begin.hits());
        pool.proxy().thaw();
        await(new Inventory("kept", 1).save());
        pool.awaitFree(PATIENCE);
        pool.terminate();
        assertThat(pool.ask("SELECT sku FROM inventory")).containsExactly("kept");
    }
}
