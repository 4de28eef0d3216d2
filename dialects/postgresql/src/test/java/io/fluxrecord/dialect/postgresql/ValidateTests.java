package io.fluxrecord.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Model;
import io.fluxrecord.Schema;
import io.fluxrecord.catalog.Difference.Kind;
import io.fluxrecord.tck.TestBed;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Lease_;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** How models are compared with what PostgreSQL has and others lack. */
final class ValidateTests {

    private static final TestBed BED = new TestBed(PostgresqlServer.connectionFactory());

    @BeforeEach
    void prepare() {
        BED.prepare(Country_.model());
    }

    @AfterEach
    void drop() {
        BED.execute("DROP SCHEMA IF EXISTS odd CASCADE");
        BED.execute("DROP TABLE IF EXISTS land CASCADE"); // With the views on it.
        BED.execute("DROP TABLE IF EXISTS country CASCADE");
        StepVerifier.create(Schema.drop(BED.database(), Lease_.model())).verifyComplete();
    }

    private static List<Kind> differences(Model<?> model) {
        return Schema.differences(BED.database(), model)
                .map(difference -> difference.kind())
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private static Mono<Country> saved() {
        return Mono.defer(() -> new Country("x", "y").save())
                .contextWrite(BED.database().context());
    }

    @Test
    void domainMayHaveTheDefault() {
        BED.execute("CREATE SCHEMA odd");
        BED.execute("CREATE DOMAIN odd.mood AS text DEFAULT 'sad' NOT NULL");
        BED.execute("CREATE DOMAIN odd.own AS odd.mood");
        BED.execute("ALTER TABLE country ADD COLUMN one odd.mood, ADD COLUMN two odd.own");
        assertThat(differences(Country_.model())).isEmpty();
        StepVerifier.create(saved()).expectNextCount(1).verifyComplete();
        BED.execute("CREATE DOMAIN odd.blank AS text NOT NULL");
        BED.execute("DELETE FROM country");
        BED.execute("ALTER TABLE country ADD COLUMN three odd.blank");
        assertThat(differences(Country_.model())).containsExactly(Kind.UNMAPPED_REQUIRED);
        StepVerifier.create(saved()).verifyError();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATERIALIZED VIEW country AS SELECT code, name FROM land",
                "VIEW country AS SELECT code, max(name) AS name FROM land GROUP BY code",
                "VIEW country AS SELECT code, upper(name) AS name FROM land"
            })
    void viewThatIsNotWrittenThrough(String view) {
        BED.execute("ALTER TABLE country RENAME TO land");
        BED.execute("CREATE " + view);
        assertThat(differences(Country_.model())).containsExactly(Kind.NOT_WRITABLE);
        StepVerifier.create(saved()).verifyError();
        BED.execute("DROP " + view.substring(0, view.indexOf(" AS")));
        BED.execute("CREATE VIEW country AS SELECT code, name FROM land");
        assertThat(differences(Country_.model())).isEmpty();
        StepVerifier.create(saved()).expectNextCount(1).verifyComplete();
    }

    @Test
    void nullsMayBeTheSame() {
        BED.prepare(Lease_.model());
        BED.execute("DO $$ BEGIN EXECUTE (SELECT 'DROP INDEX ' || indexrelid::regclass FROM pg_index"
                + " WHERE indrelid = 'lease'::regclass AND NOT indisprimary); END $$");
        assertThat(differences(Lease_.model())).containsExactly(Kind.NOT_UNIQUE);
        BED.execute("ALTER TABLE lease ADD UNIQUE NULLS NOT DISTINCT (number, deleted_at)");
        assertThat(differences(Lease_.model())).isEmpty();
    }
}
