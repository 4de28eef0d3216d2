package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.error.MappingException;
import io.fluxrecord.tck.model.Color;
import io.fluxrecord.tck.model.Customer;
import io.fluxrecord.tck.model.Customer.Address;
import io.fluxrecord.tck.model.Customer_;
import io.fluxrecord.tck.model.Money;
import io.fluxrecord.tck.model.Parcel;
import io.fluxrecord.tck.model.Parcel_;
import io.fluxrecord.tck.model.Select;
import io.fluxrecord.tck.model.Select_;
import io.fluxrecord.tck.model.Ticket;
import io.fluxrecord.tck.model.Ticket_;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** How properties become columns: enums, embedded and converted values, private fields, superclasses, hard names. */
public interface MappingContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Customer_.model(), Select_.model(), Ticket_.model());
    }

    private static Customer ada() {
        Customer customer = new Customer(1);
        customer.tier = Customer.Tier.GOLD;
        customer.address = new Address("St James's Square", "London");
        customer.credit = new Money(12_34);
        customer.setSecret("1815");
        return customer;
    }

    @Test
    default void everyKindOfPropertyIsStoredAndReadBack() {
        await(ada().save());
        Customer found = await(Customer_.find(1));
        assertThat(found.tier).isEqualTo(Customer.Tier.GOLD);
        assertThat(found.address).isEqualTo(new Address("St James's Square", "London"));
        assertThat(found.credit).isEqualTo(new Money(12_34));
        assertThat(found.getSecret()).isEqualTo("1815");
        assertThat(found.changes()).isEmpty();
    }

    @Test
    default void numberThatTheApplicationSetsIsTakenAsItIs() {
        await(new Customer(0).save());
        assertThat(await(Customer_.find(0)).number).isZero();
        assertThat(bed().statements().get(0))
                .startsWith("INSERT")
                .contains(bed().capabilities().spell("\"number\""));
    }

    @Test
    default void embeddedValueIsNullWhenAllOfItsColumnsAre() {
        Customer customer = ada();
        customer.address = null;
        await(customer.save());
        assertThat(await(Customer_.find(1)).address).isNull();
        customer.address = new Address(null, "Paris");
        assertThat(customer.changes()).containsExactly("addressCity");
        await(customer.save());
        assertThat(await(Customer_.find(1)).address).isEqualTo(new Address(null, "Paris"));
    }

    @Test
    default void nothingIsAddedToAnEmbeddedValueThatIsNotThere() {
        bed().prepare(Parcel_.model());
        Parcel flat = new Parcel();
        flat.size = new Parcel.Size(1, 2, null);
        await(flat.save());
        Parcel none = new Parcel();
        await(none.save());
        await(Parcel_.query()
                .update(
                        Parcel_.weight.increment(7),
                        Parcel_.sizeHeight.increment(20),
                        Parcel_.sizeDepth.increment((short) 30)));
        assertThat(await(Parcel_.find(flat.id)).size).isEqualTo(new Parcel.Size(1, 22, (short) 30));
        Parcel found = await(Parcel_.find(none.id));
        assertThat(found.size).isNull();
        assertThat(found.getWeight()).isEqualTo(7);
    }

    @Test
    default void queriesTakeThePropertysOwnType() {
        await(ada().save());
        await(new Customer(2).save());
        Customer found = await(Customer_.query()
                .where(
                        Customer_.tier.eq(Customer.Tier.GOLD),
                        Customer_.credit.eq(new Money(12_34)),
                        Customer_.addressCity.startsWith("Lon"))
                .one());
        assertThat(found.number).isEqualTo(1);
        await(Customer_.query().where(Customer_.tier.isNull()).update(Customer_.tier.set(Customer.Tier.BASIC)));
        assertThat(await(Customer_.find(2)).tier).isEqualTo(Customer.Tier.BASIC);
    }

    @Test
    default void storedNameThatIsNoConstantIsAnErrorThatDoesNotShowIt() {
        await(ada().save());
        bed().execute("UPDATE \"customer\" SET \"tier\" = 'PLATINUM'");
        StepVerifier.create(Customer_.find(1))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(MappingException.class)
                        .hasMessageContaining("Customer.tier")
                        .hasMessageNotContaining("PLATINUM"))
                .verify();
    }

    @Test
    default void storedNameThatIsNoConstantBecomesTheOneThatThePropertySays() {
        bed().prepare(Parcel_.model());
        Parcel parcel = new Parcel();
        await(parcel.save());
        bed().execute("UPDATE \"parcel\" SET \"color\" = 'PLATINUM'");
        Parcel found = await(Parcel_.find(parcel.id));
        assertThat(found.color).isEqualTo(Color.RED);
        assertThat(found.changes()).isEmpty();
        found.setWeight(7);
        await(found.save());
        assertThat(found.savedChanges()).hasSize(1);
        assertThat(await(Parcel_.query().where(Parcel_.color.eq(Color.RED)).count()))
                .isZero();

        await(parcel.reload());
        assertThat(parcel.color).isEqualTo(Color.RED);
        parcel.color = Color.GREEN;
        assertThat(parcel.changes()).containsExactly("color");
        await(parcel.save());
        assertThat(await(Parcel_.query().where(Parcel_.color.eq(Color.GREEN)).count()))
                .isEqualTo(1);
        parcel.color = null;
        await(parcel.save());
        assertThat(await(Parcel_.find(parcel.id)).color).isNull();
    }

    @Test
    default void namesThatAreHardToQuoteAreQuoted() {
        Select select = new Select();
        select.orderBy = "a";
        select.dotted = "b";
        select.marker = "c";
        await(select.save());
        Select found = await(Select_.find(select.group));
        assertThat(found.orderBy).isEqualTo("a");
        assertThat(found.dotted).isEqualTo("b");
        assertThat(found.marker).isEqualTo("c");
        found.marker = "d";
        await(found.save());
        await(found.delete());
        assertThat(await(Select_.query()
                        .onlyDeleted()
                        .where(Select_.marker.in("d", "e"), Select_.orderBy.like("a%"))
                        .orderBy(Select_.dotted.desc())
                        .count()))
                .isEqualTo(1);
        await(found.restore());
        assertThat(await(Select_.query().update(Select_.orderBy.set("z")))).isEqualTo(1);
        assertThat(await(Select_.query().permanentlyDelete())).isEqualTo(1);
    }

    @Test
    default void superclassMixinAndRenamedColumnsBelongToTheModel() {
        Ticket ticket = new Ticket("broken lamp");
        ticket.createdBy = "ada";
        await(ticket.save().contextWrite(context -> context.put("tenant", "acme")));
        assertThat(ticket.id).isPositive();
        assertThat(ticket.getTenantId()).isEqualTo("acme");
        assertThat(ticket.getVersion()).isEqualTo(1);
        assertThat(bed().statements().get(0))
                .contains(
                        bed().capabilities().spell("\"lock\""),
                        bed().capabilities().spell("\"created by\""),
                        bed().capabilities().spell("\"tenant_id\""));

        Ticket found = await(Ticket_.query().where(Ticket_.tenantId.eq("acme")).one());
        assertThat(found.createdBy).isEqualTo("ada");
        found.setTenantId("other");
        assertThat(found.changes()).containsExactly("tenantId");
        await(found.save());
        assertThat(found.getVersion()).isEqualTo(2);
    }

    @Test
    default void tenantsOfConcurrentSubscribersAreKeptApart() {
        await(Flux.range(0, 50)
                .flatMap(i -> new Ticket("ticket " + i)
                        .save()
                        .contextWrite(context -> context.put("tenant", "tenant " + i))));
        StepVerifier.create(Ticket_.query()
                        .all()
                        .filter(ticket ->
                                !ticket.subject.replace("ticket", "tenant").equals(ticket.getTenantId())))
                .verifyComplete();
        StepVerifier.create(new Ticket("nobody's").save().then(Mono.empty())).verifyError();
    }
}
