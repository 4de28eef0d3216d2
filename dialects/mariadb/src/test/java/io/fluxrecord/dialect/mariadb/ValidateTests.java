package io.fluxrecord.dialect.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Model;
import io.fluxrecord.Schema;
import io.fluxrecord.catalog.Difference;
import io.fluxrecord.catalog.Difference.Kind;
import io.fluxrecord.tck.TestBed;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Payment_;
import io.fluxrecord.tck.model.Warranty_;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** How models are compared with what MariaDB has and others lack. */
@EnabledIf(
        value = "io.fluxrecord.dialect.mariadb.MariadbServer#isAvailable",
        disabledReason = "MariaDB can be unpacked on Linux x86-64 alone; FLUXRECORD_MARIADB_URL may name a server")
final class ValidateTests {

    private static final TestBed BED = new TestBed(MariadbServer.connectionFactory(), new MariadbCapabilities());

    private static List<Difference> differences(Model<?>... models) {
        return Schema.differences(BED.database(), models)
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    /** A strict session takes the first label for an enum without a value. */
    @Test
    void enumHasADefault() {
        BED.prepare(Country_.model());
        BED.execute("ALTER TABLE country ADD COLUMN mood enum('sad', 'glad') NOT NULL");
        assertThat(differences(Country_.model())).isEmpty();
        StepVerifier.create(Mono.defer(() -> new Country("x", "y").save())
                        .contextWrite(BED.database().context()))
                .expectNextCount(1)
                .verifyComplete();
        BED.execute("DROP TABLE country");
    }

    /** Values that begin alike are the same to it. */
    @Test
    void indexOfAPrefixIsNotOfTheColumn() {
        BED.prepare(Payment_.model());
        BED.execute("ALTER TABLE payment DROP INDEX reference, ADD UNIQUE one_payment (reference(3))");
        assertThat(differences(Payment_.model())).singleElement().satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo(Kind.NOT_UNIQUE);
            assertThat(difference.message()).contains("one_payment on [reference(3)]");
        });
        BED.execute("DROP TABLE payment");
    }

    @Test
    void propertyThatNoTypeStoresIsOneOfTheDifferences() {
        BED.prepare(Country_.model());
        BED.execute("CREATE TABLE warranty (number int PRIMARY KEY, time varchar(20))");
        BED.execute("DROP TABLE country");
        assertThat(differences(Warranty_.model(), Country_.model()))
                .extracting(Difference::kind)
                .containsExactly(Kind.TYPE, Kind.MISSING_TABLE);
        BED.execute("ALTER TABLE warranty DROP COLUMN time");
        assertThat(differences(Warranty_.model())).singleElement().satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo(Kind.MISSING_COLUMN);
            assertThat(difference.message()).contains("@Convert");
        });
        BED.execute("DROP TABLE warranty");
    }
}
