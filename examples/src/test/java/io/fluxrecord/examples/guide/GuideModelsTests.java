package io.fluxrecord.examples.guide;

import static io.fluxrecord.examples.guide.GuideDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Customer;
import io.fluxrecord.tck.model.Customer_;
import io.fluxrecord.tck.model.Everything;
import io.fluxrecord.tck.model.Everything_;
import io.fluxrecord.tck.model.Film;
import io.fluxrecord.tck.model.Film_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Money;
import io.fluxrecord.tck.model.Seat;
import io.fluxrecord.tck.model.Seat_;
import io.fluxrecord.tck.model.Ticket;
import io.fluxrecord.tck.model.Ticket_;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The snippets of models.md, on the models that the contracts of all dialects use. */
final class GuideModelsTests {

    private Database db;

    @BeforeEach
    void prepare() {
        db = GuideDatabase.open(
                Country_.model(),
                Customer_.model(),
                Everything_.model(),
                Inventory_.model(),
                Seat_.model(),
                Ticket_.model());
    }

    @AfterEach
    void close() {
        GuideDatabase.close(db);
    }

    @Test
    void keys() {
        // tag::keys[]
        Mono<Inventory> generated = new Inventory("lamp", 7).save(); // the database makes the key
        Mono<Country> given = new Country("IS", "Iceland").save(); // inserted as given
        Mono<Seat> composite = new Seat(12, "A").save().then(Seat_.find(12, "A"));
        // end::keys[]
        assertThat(await(generated).id).isPositive();
        Country iceland = await(given);
        assertThat(await(composite).letter).isEqualTo("A");
        iceland.code = "XX";
        StepVerifier.create(iceland.save()).verifyError(RecordStateException.class);
        StepVerifier.create(new Country(null, "Nowhere").save()).verifyError(RecordStateException.class);
    }

    @Test
    void values() {
        Customer ada = new Customer(1);
        ada.tier = Customer.Tier.GOLD;
        ada.address = new Customer.Address("St James's Square", "London");
        ada.credit = new Money(12_34);
        await(ada.save());
        // tag::values[]
        Flux<Customer> golden = Customer_.query()
                .where(
                        Customer_.tier.eq(Customer.Tier.GOLD),
                        Customer_.credit.eq(new Money(12_34)),
                        Customer_.addressCity.startsWith("Lon"))
                .all();
        // end::values[]
        assertThat(await(golden)).containsExactly(ada);
    }

    @Test
    void named() {
        GuideDatabase.close(db);
        db = GuideDatabase.openAfter("CREATE DOMAIN mpaa_rating AS ENUM ('G', 'PG', 'PG-13', 'R')", Film_.model());
        // tag::named[]
        Mono<Film> saved = new Film(1, Film.Rating.PG_13, "R").save(); // stores 'PG-13' and 'R'
        Flux<Film> forAll = Film_.query()
                .where(Film_.rating.in(Film.Rating.G, Film.Rating.PG_13))
                .orderBy(Film_.rating.asc()) // G, PG, PG-13: the order of the database
                .all();
        // end::named[]
        Film film = await(saved);
        assertThat(await(forAll)).containsExactly(film);
    }

    @Test
    void mixin() {
        // tag::tenant[]
        Mono<Ticket> saved = new Ticket("broken lamp").save().contextWrite(context -> context.put("tenant", "acme"));
        Flux<Ticket> ofAcme = Ticket_.query().where(Ticket_.tenantId.eq("acme")).all();
        // end::tenant[]
        Ticket ticket = await(saved);
        assertThat(ticket.getTenantId()).isEqualTo("acme");
        assertThat(await(ofAcme)).containsExactly(ticket);
    }

    @Test
    void changes() {
        Everything record = await(new Everything().save());
        record.bytes = new byte[] {1, 2};
        await(record.save());
        record.bytes[0] = 9;
        assertThat(record.changes()).containsExactly("bytes");
        record.bytes[0] = 1;
        assertThat(record.changes()).isEmpty();
        record.amount = new BigDecimal("1.0");
        await(record.save());
        record.amount = new BigDecimal("1.00");
        assertThat(record.changes()).isEmpty();
        record.amount = new BigDecimal("1.01");
        assertThat(record.changes()).containsExactly("amount");
    }
}
