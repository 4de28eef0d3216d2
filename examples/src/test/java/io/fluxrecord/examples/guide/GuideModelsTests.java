package io.fluxrecord.examples.guide;

import static io.fluxrecord.examples.guide.GuideDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.Schema;
import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.tck.model.Buyer;
import io.fluxrecord.tck.model.Buyer_;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.CountryCount;
import io.fluxrecord.tck.model.CountryCount_;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Customer;
import io.fluxrecord.tck.model.Customer_;
import io.fluxrecord.tck.model.Dashboard;
import io.fluxrecord.tck.model.Dashboard_;
import io.fluxrecord.tck.model.Everything;
import io.fluxrecord.tck.model.Everything_;
import io.fluxrecord.tck.model.Film;
import io.fluxrecord.tck.model.Film_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Ledger;
import io.fluxrecord.tck.model.Ledger_;
import io.fluxrecord.tck.model.Money;
import io.fluxrecord.tck.model.Purchase;
import io.fluxrecord.tck.model.Purchase_;
import io.fluxrecord.tck.model.Seat;
import io.fluxrecord.tck.model.Seat_;
import io.fluxrecord.tck.model.Ticket;
import io.fluxrecord.tck.model.Ticket_;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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
                Dashboard_.model(),
                Everything_.model(),
                Inventory_.model(),
                Ledger_.model(),
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
    void relations() {
        String url = GuideDatabase.url();
        Database own = Database.connect(url);
        Schema.create(own, Purchase_.model(), Buyer_.model()).block();
        Database.setDefault(own);
        // tag::relations[]
        Buyer ann = new Buyer("ann");
        Purchase purchase = new Purchase();
        purchase.buyer.set(ann);
        Mono<Purchase> saved = ann.save().then(purchase.save());
        // end::relations[]
        assertThat(await(saved).buyer.key()).isEqualTo(ann.id);
        own.close().block();
    }

    @Test
    void made() {
        Ledger ledger = new Ledger("rent");
        // tag::made[]
        Mono<Integer> priority =
                ledger.save().map(saved -> saved.priority); // @Column(defaulted = true) Integer priority
        Mono<Long> label = ledger.save().map(saved -> saved.label); // @Column(generated = true) Long label
        // end::made[]
        String url = GuideDatabase.url();
        Database own = Database.connect(url);
        Schema.create(own, Ledger_.model()).block();
        GuideDatabase.execute(
                url,
                "ALTER TABLE \"ledger\" ALTER COLUMN \"priority\" SET DEFAULT 5",
                "ALTER TABLE \"ledger\" DROP COLUMN \"label\"",
                "ALTER TABLE \"ledger\" ADD \"label\" bigint GENERATED ALWAYS AS (CHAR_LENGTH(\"name\"))");
        Database.setDefault(own);
        assertThat(await(priority)).isEqualTo(5);
        ledger.name = "the rent";
        assertThat(await(label)).isEqualTo(8);
        own.close().block();
    }

    @Test
    void readOnly() {
        String url = GuideDatabase.url();
        Database own = Database.connect(url);
        Schema.create(own, Country_.model()).block();
        GuideDatabase.execute(
                url,
                "CREATE VIEW \"country_count\" AS SELECT SUBSTRING(\"code\", 1, 1) AS \"initial\","
                        + " COUNT(*) AS \"countries\" FROM \"country\" GROUP BY 1");
        Database.setDefault(own);
        await(new Country("IS", "Iceland").save());
        // tag::readOnly[]
        // class CountryCount extends ReadOnlyRecord<CountryCount> { String initial; long countries; }
        Flux<CountryCount> most = CountryCount_.query()
                .where(CountryCount_.countries.gt(0L))
                .orderBy(CountryCount_.countries.desc())
                .limit(3)
                .all();
        // end::readOnly[]
        assertThat(await(most))
                .singleElement()
                .satisfies(count -> assertThat(count.initial).isEqualTo("I"));
        own.close().block();
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
    void json() {
        Dashboard board = new Dashboard();
        board.widgets = new ArrayList<>(List.of(new Dashboard.Widget("clock", 1, 2)));
        await(board.save());
        // tag::json[]
        // @Column(json = true) List<Widget> widgets;
        board.widgets.get(0).name = "watch"; // a change inside is seen
        Mono<Dashboard> saved = board.save(); // UPDATE dashboard SET widgets = …
        // end::json[]
        await(saved);
        assertThat(await(Dashboard_.find(board.id)).widgets.get(0).name).isEqualTo("watch");
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
