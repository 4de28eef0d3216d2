package io.fluxrecord.examples.guide;

import static io.fluxrecord.examples.guide.GuideDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.Schema;
import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.error.TransactionStateException;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The snippets of database.md. */
final class GuideDatabaseTests {

    private Database db;
    private Database archive;

    @BeforeEach
    void prepare() {
        archive = GuideDatabase.open(Note_.model(), Account_.model());
        db = GuideDatabase.open(Note_.model(), Account_.model());
    }

    @AfterEach
    void close() {
        Note_.configure(null);
        archive.close().block();
        GuideDatabase.close(db);
    }

    @Test
    void connecting() {
        String url = GuideDatabase.url();
        // tag::connect[]
        Database shop = Database.connect(url); // no connection is opened yet
        Database.setDefault(shop);
        // end::connect[]
        await(Schema.create(shop, Note_.model()).then(new Note("first", null).save()));
        assertThat(await(Note_.query().count())).isEqualTo(1);
        // tag::close[]
        Mono<Void> closed = shop.close(); // closes the pool that connect() made
        // end::close[]
        StepVerifier.create(closed).verifyComplete();
    }

    @Test
    void building() {
        String url = GuideDatabase.url();
        Clock clock = Clock.systemUTC();
        // tag::builder[]
        ConnectionFactory factory = ConnectionFactories.get(url);
        Database shop = Database.builder(factory)
                .maxConnections(20)
                .acquireTimeout(Duration.ofSeconds(5))
                .clock(clock)
                .build();
        // end::builder[]
        assertThat(shop.dialect().driver()).isEqualTo("H2");
        StepVerifier.create(shop.close()).verifyComplete();
    }

    @Test
    void coalescing() {
        ConnectionFactory factory = ConnectionFactories.get(GuideDatabase.url());
        // tag::coalescing[]
        Database shop = Database.builder(factory)
                .coalesceFinds(Duration.ofMillis(1))
                .coalesceInserts(Duration.ofMillis(1))
                .build();
        // end::coalescing[]
        Note first = await(Schema.create(shop, Note_.model())
                .then(Mono.defer(() -> new Note("first", null).save()))
                .contextWrite(shop.context()));
        assertThat(await(Note_.find(first.id).contextWrite(shop.context())).equals(first))
                .isTrue();
        StepVerifier.create(shop.close()).verifyComplete();
    }

    @Test
    void whichDatabase() {
        // tag::configure[]
        Note_.configure(archive); // for this model, wherever the Context names no other
        // end::configure[]
        await(new Note("old", null).save());
        // tag::context[]
        Mono<Long> inArchive = Note_.query().count(); // archive: configured for the model
        Mono<Long> inShop = Note_.query().count().contextWrite(db.context()); // db: named in the Context
        // end::context[]
        assertThat(await(inArchive)).isEqualTo(1);
        assertThat(await(inShop)).isZero();
        Database.setDefault(null);
        StepVerifier.create(Account_.query().count()).verifyError(ConfigurationException.class);
    }

    @Test
    void modelOfAnotherDatabaseInATransaction() {
        Note_.configure(archive);
        // tag::refused[]
        Mono<Note> refused = db.transaction(() -> new Note("old", null).save()); // signals TransactionStateException
        Mono<Note> ownTransaction = db.transaction(
                () -> archive.transaction(TransactionOptions.REQUIRES_NEW, () -> new Note("old", null).save()));
        Mono<Note> moved = db.transaction(() -> new Note("old", null).save().contextWrite(db.context()));
        // end::refused[]
        StepVerifier.create(refused).verifyError(TransactionStateException.class);
        await(ownTransaction);
        await(moved);
        assertThat(await(Note_.query().count())).isEqualTo(1);
        assertThat(await(Note_.query().count().contextWrite(db.context()))).isEqualTo(1);
    }

    @Test
    void modelWithoutADatabaseFollowsTheTransaction() {
        await(archive.transaction(() -> new Account("Ada", 1).save()));
        assertThat(await(Account_.query().count())).isZero();
        assertThat(await(Account_.query().count().contextWrite(archive.context())))
                .isEqualTo(1);
    }
}
