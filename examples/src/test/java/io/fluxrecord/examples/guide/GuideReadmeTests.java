package io.fluxrecord.examples.guide;

import static io.fluxrecord.examples.guide.GuideDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.reactor.ConflictRetry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The tour of the README. */
final class GuideReadmeTests {

    private Database db;
    private Product lamp;
    private UUID id;

    @BeforeEach
    void prepare() {
        db = GuideDatabase.open(Product_.model());
        lamp = await(new Product("Lamp", new BigDecimal("9.90"), 7).save());
        id = lamp.getId();
    }

    @AfterEach
    void close() {
        GuideDatabase.close(db);
    }

    @Test
    void programPrintsWhatTheReadmeSays() {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Shop.main(new String[0]);
        } finally {
            System.setOut(console);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "Lamp, version 1", "6 left, version 2", "0 products are for sale", "Lamp is back, version 4");
    }

    @Test
    @SuppressWarnings("CheckReturnValue")
    void mistakesSaveNothing() {
        Flux<Product> lamps = Flux.range(1, 3).map(i -> new Product("Lamp " + i, BigDecimal.TEN, i));
        // tag::mistakes[]
        lamp.save(); // nothing is saved: no subscriber
        Flux<Mono<Product>> descriptions = lamps.map(Product::save); // nothing is saved: a save is a value here
        Flux<Product> noticed = lamps.doOnNext(Product::save); // nothing is saved: no subscriber either

        Flux<Product> saved = lamps.concatMap(Product::save); // right, once it is subscribed to
        // end::mistakes[]
        assertThat(await(descriptions.count())).isEqualTo(3);
        assertThat(await(noticed.count())).isEqualTo(3);
        assertThat(await(Product_.query().count())).isEqualTo(1);
        assertThat(await(saved.count())).isEqualTo(3);
        assertThat(await(Product_.query().count())).isEqualTo(4);
    }

    @Test
    void optimisticLocking() {
        // tag::conflict[]
        Mono<Product> late = Mono.zip(Product_.find(id), Product_.find(id)).flatMap(copies -> {
            Product mine = copies.getT1();
            Product yours = copies.getT2();
            mine.inventory = 6;
            yours.inventory = 5;
            return mine.save().then(yours.save()); // signals VersionConflictException: STALE
        });
        // end::conflict[]
        StepVerifier.create(late).verifyError(VersionConflictException.class);
        // tag::retry[]
        Mono<Product> sold = ConflictRetry.reloadAndRetry(() -> Product_.find(id), product -> product.inventory -= 1);
        // end::retry[]
        assertThat(await(sold).inventory).isEqualTo(5);
    }

    @Test
    void softDelete() {
        Product product = lamp;
        // tag::delete[]
        Mono<Boolean> deleted = product.delete(); // true; false when there was nothing to do
        Mono<Product> hidden = Product_.find(id); // empty
        Flux<Product> all = Product_.query().includeDeleted().all();
        Mono<Boolean> back = product.restore();
        Mono<Boolean> erased = product.hardDelete(); // the row is gone
        // end::delete[]
        assertThat(await(deleted)).isTrue();
        StepVerifier.create(hidden).verifyComplete();
        assertThat(await(all)).containsExactly(product);
        assertThat(await(back)).isTrue();
        assertThat(await(erased)).isTrue();
    }

    @Test
    void purge() {
        await(lamp.delete());
        Instant cutoff = Instant.now().plus(Duration.ofDays(1));
        // tag::purge[]
        Mono<Long> purged = Product_.query()
                .onlyDeleted()
                .where(Product_.deletedAt.lt(cutoff))
                .permanentlyDelete();
        // end::purge[]
        assertThat(await(purged)).isEqualTo(1);
    }

    @Test
    void timestamps() {
        Product product = lamp;
        // tag::times[]
        Instant created = product.getCreatedAt(); // when the row was inserted
        Instant updated = product.getUpdatedAt(); // when it was inserted or last updated
        // end::times[]
        assertThat(created).isNotNull().isEqualTo(updated);
    }

    @Test
    void uuidKeys() {
        // tag::keys[]
        Product product = new Product("Chair", new BigDecimal("49.90"), 2);
        product.setId(UUID.fromString("018f4f2e-7b7c-7cc3-98c4-dc0c0c07398f")); // optional: else one is made by save()
        Mono<Product> found = product.save().then(Product_.find(product.getId()));
        // end::keys[]
        assertThat(await(found).name).isEqualTo("Chair");
        assertThat(id.version()).isEqualTo(7);
    }

    @Test
    void events() {
        List<String> mails = new ArrayList<>();
        // tag::listener[]
        db.on(Product_.model(), Lifecycle.AFTER_COMMIT, product -> announce(mails, product));
        // end::listener[]
        await(new Product("Chair", BigDecimal.TEN, 1).save());
        assertThat(mails).containsExactly("Chair");
    }

    private static Mono<Void> announce(List<String> mails, Product product) {
        return Mono.fromRunnable(() -> mails.add(product.name));
    }

    @Test
    void queries() {
        // tag::query[]
        Flux<Product> cheap = Product_.query()
                .where(Product_.price.lt(BigDecimal.TEN), Product_.name.startsWith("L"))
                .orderBy(Product_.name.asc())
                .limit(20)
                .all();
        Mono<Long> restocked =
                Product_.query().where(Product_.inventory.lt(10)).update(Product_.inventory.increment(10));
        // end::query[]
        assertThat(await(cheap)).containsExactly(lamp);
        assertThat(await(restocked)).isEqualTo(1);
    }

    @Test
    void transactions() {
        Product chair = await(new Product("Chair", BigDecimal.TEN, 1).save());
        // tag::transaction[]
        Mono<Product> both = db.transaction(() -> {
            lamp.inventory -= 1;
            chair.inventory += 1;
            return lamp.save().then(chair.save());
        });
        // end::transaction[]
        assertThat(await(both).inventory).isEqualTo(2);
        assertThat(await(lamp.reload()).inventory).isEqualTo(6);
    }
}
