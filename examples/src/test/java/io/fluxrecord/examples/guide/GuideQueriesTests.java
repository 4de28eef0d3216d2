package io.fluxrecord.examples.guide;

import static io.fluxrecord.examples.guide.GuideDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.Query;
import io.fluxrecord.query.Condition;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The snippets of queries.md. */
final class GuideQueriesTests {

    private Database db;
    private Product lamp;
    private Product chair;

    @BeforeEach
    void prepare() {
        db = GuideDatabase.open(Product_.model());
        lamp = await(new Product("Lamp", new BigDecimal("9.90"), 7).save());
        chair = await(new Product("Chair", new BigDecimal("49.90"), 2).save());
    }

    @AfterEach
    void close() {
        GuideDatabase.close(db);
    }

    @Test
    void find() {
        UUID id = lamp.getId();
        // tag::find[]
        Mono<Product> found = Product_.find(id); // empty when there is none, or it is soft-deleted
        // end::find[]
        assertThat(await(found)).isEqualTo(lamp);
    }

    @Test
    void findAll() {
        List<UUID> ids = List.of(chair.getId(), new UUID(0, 1), lamp.getId());
        // tag::findAll[]
        Flux<Product> inOrder = Product_.findAll(ids); // one statement, in the order of the keys
        // end::findAll[]
        assertThat(await(inOrder)).containsExactly(chair, lamp);
    }

    @Test
    void conditions() {
        // tag::conditions[]
        Condition<Product> cheap = Product_.price.lt(new BigDecimal("10"));
        Condition<Product> scarce = Product_.inventory.le(2).and(Product_.name.startsWith("Ch"));
        Flux<Product> offers = Product_.query()
                .where(cheap.or(scarce), Product_.name.ne("Table")) // all conditions of where() must hold
                .orderBy(Product_.price.desc(), Product_.id.asc())
                .offset(0)
                .limit(20)
                .all();
        // end::conditions[]
        assertThat(await(offers)).containsExactly(chair, lamp);
    }

    @Test
    void terminals() {
        Query<Product> products = Product_.query();
        // tag::terminals[]
        Query<Product> lamps = products.where(Product_.name.eq("Lamp")); // a value: keep it, run it any number of times
        Flux<Product> all = lamps.all();
        Mono<Product> one = lamps.one(); // signals NonUniqueResultException if there is a second
        Mono<Product> first = lamps.orderBy(Product_.price.asc()).first();
        Mono<Long> count = lamps.count();
        Mono<Boolean> exists = lamps.exists();
        // end::terminals[]
        assertThat(await(all)).containsExactly(lamp);
        assertThat(await(one)).isEqualTo(lamp);
        assertThat(await(first)).isEqualTo(lamp);
        assertThat(await(count)).isEqualTo(1);
        assertThat(await(exists)).isTrue();
    }

    @Test
    void lists() {
        List<UUID> ids = List.of(lamp.getId(), chair.getId());
        // tag::lists[]
        Flux<Product> chosen = Product_.query().where(Product_.id.in(ids)).all();
        Flux<Product> none = Product_.query().where(Product_.id.in(List.of())).all(); // matches nothing
        // end::lists[]
        assertThat(await(chosen)).hasSize(2);
        StepVerifier.create(none).verifyComplete();
    }

    @Test
    void bulk() {
        Instant cutoff = Instant.now().plus(Duration.ofDays(1));
        // tag::bulk[]
        Mono<Long> restocked = Product_.query()
                .where(Product_.inventory.lt(5))
                .update(Product_.inventory.increment(10), Product_.price.set(BigDecimal.TEN));
        Mono<Long> corrected = Product_.query()
                .where(Product_.name.eq("Lampp"))
                .keepUpdatedAt() // a correction, and no edit
                .update(Product_.name.set("Lamp"));
        Mono<Long> deleted = Product_.query().where(Product_.name.eq("Chair")).delete(); // marks: SoftDeletable
        Mono<Long> restored = Product_.query().onlyDeleted().update(Product_.deletedAt.setNull());
        Mono<Long> purged = Product_.query()
                .onlyDeleted()
                .where(Product_.deletedAt.lt(cutoff))
                .permanentlyDelete();
        // end::bulk[]
        assertThat(await(restocked)).isEqualTo(1);
        assertThat(await(corrected)).isZero();
        assertThat(await(deleted)).isEqualTo(1);
        assertThat(await(restored)).isEqualTo(1);
        assertThat(await(purged)).isZero();
        assertThat(await(chair.reload()).getVersion()).isEqualTo(4);
        StepVerifier.create(Product_.query().limit(1).delete()).verifyError(IllegalStateException.class);
    }

    @Test
    void nulls() {
        // tag::nulls[]
        Condition<Product> unsold = Product_.deletedAt.isNull();
        Condition<Product> notLamp = Product_.name.ne("Lamp"); // in SQL, a null name is neither "Lamp" nor not
        Condition<Product> notLampOrNone = notLamp.or(Product_.name.isNull());
        // end::nulls[]
        assertThat(await(Product_.query().where(unsold, notLampOrNone).count())).isEqualTo(1);
    }

    @Test
    void pages() {
        // tag::pages[]
        Flux<Product> nextPage = Product_.query()
                .where(Product_.name.gt("Chair")) // the name at which the last page ended; names must be unique here
                .orderBy(Product_.name.asc())
                .limit(20)
                .all();
        // end::pages[]
        assertThat(await(nextPage)).containsExactly(lamp);
    }

    @Test
    void streams() {
        // tag::stream[]
        Mono<BigDecimal> worth = Product_.query()
                .fetchSize(500)
                .all()
                .map(product -> product.price.multiply(BigDecimal.valueOf(product.inventory)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        // end::stream[]
        assertThat(await(worth)).isEqualByComparingTo("169.10");
    }

    @Test
    void insertAll() {
        // tag::insertAll[]
        Flux<Product> parts = Flux.range(1, 2500).map(i -> new Product("Part " + i, BigDecimal.ONE, i));
        Mono<Long> inserted = Product_.insertAll(parts).count();
        // end::insertAll[]
        assertThat(await(inserted)).isEqualTo(2500);
        assertThat(await(Product_.query().count())).isEqualTo(2502);
    }
}
