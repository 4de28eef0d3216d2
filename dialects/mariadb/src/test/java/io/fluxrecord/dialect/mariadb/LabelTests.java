package io.fluxrecord.dialect.mariadb;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.tck.TestBed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Types that columns name: those with labels in the type itself, and others that are held as text. */
final class LabelTests {

    private static final TestBed BED = new TestBed(MariadbServer.connectionFactory(), new MariadbCapabilities());

    @BeforeEach
    void prepare() {
        BED.prepare(Poster_.model(), Named_.model());
    }

    @Test
    void labelsAreWrittenReadAndCompared() {
        await(Poster_.insertAll(Flux.just(new Poster(1, Poster.Size.A3, "red,blue"), new Poster(2, null, null))));
        await(new Poster(3, Poster.Size.A4, "").save());
        Poster found = await(Poster_.find(1));
        assertThat(found.size).isEqualTo(Poster.Size.A3);
        assertThat(found.changes()).isEmpty();
        assertThat(await(Poster_.query().where(Poster_.size.in(Poster.Size.A3)).all()))
                .containsExactly(found);
        found.size = null;
        await(found.save());
        assertThat(await(found.reload()).size).isNull();
        assertThat(await(Poster_.find(3)).size).isEqualTo(Poster.Size.A4);
    }

    @Test
    void setsAreTheTextOfTheirLabels() {
        await(Poster_.insertAll(
                Flux.just(new Poster(1, null, "blue,red"), new Poster(2, null, null), new Poster(3, null, ""))));
        assertThat(await(Poster_.find(1)).colors).isEqualTo("red,blue");
        assertThat(await(Poster_.find(3)).colors).isEmpty();
        assertThat(await(Poster_.query().where(Poster_.colors.eq("red,blue")).count()))
                .isEqualTo(1);
        assertThat(await(Poster_.query().where(Poster_.colors.contains("blue")).count()))
                .isEqualTo(1);
        await(Poster_.query().update(Poster_.colors.set("blue")));
        assertThat(await(Poster_.query().where(Poster_.colors.in("blue", "red")).count()))
                .isEqualTo(3);
    }

    @Test
    void valuesOfOtherTypesAreTheTextThatTheDatabaseHas() {
        Named full = new Named(1);
        full.date = "2024-02-29";
        full.time = "-26:03:04.500";
        full.dateTime = "2024-02-29 12:00:00.123456";
        full.moment = "2024-02-29 12:00:00";
        full.year = "1999";
        full.amount = "0.1";
        full.address = "::1";
        await(full.save());
        await(Named_.insertAll(Flux.just(new Named(2), new Named(3))));
        for (Named named : await(Named_.query().all())) {
            assertThat(named)
                    .usingRecursiveComparison()
                    .ignoringFields("state", "number")
                    .isEqualTo(named.number == 1 ? full : new Named());
            assertThat(named.changes()).isEmpty();
        }
        assertThat(await(Named_.query()
                        .where(
                                Named_.date.in("2024-02-29", "2025-01-01"),
                                Named_.time.lt("-26:00:00"),
                                Named_.dateTime.eq("2024-02-29 12:00:00.123456"),
                                Named_.moment.gt("2024-01-01"),
                                Named_.year.in("1999"),
                                Named_.amount.in("0.1", "1"))
                        .count()))
                .isEqualTo(1);
    }
}
