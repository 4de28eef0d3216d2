package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.error.NonUniqueResultException;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.CountryCount;
import io.fluxrecord.tck.model.CountryCount_;
import io.fluxrecord.tck.model.CountryName;
import io.fluxrecord.tck.model.CountryName_;
import io.fluxrecord.tck.model.Country_;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Views, with a key and without one. */
public interface ReadOnlyContract extends Contract {

    @BeforeEach
    default void prepare() {
        dropViews();
        bed().prepare(Country_.model());
        bed().execute("CREATE VIEW \"country_count\" AS SELECT SUBSTRING(\"code\", 1, 1) AS \"initial\","
                + " COUNT(*) AS \"countries\" FROM \"country\" GROUP BY SUBSTRING(\"code\", 1, 1)");
        bed().execute("CREATE VIEW \"country_name\" AS SELECT \"code\", \"name\" FROM \"country\"");
        Flux.just("AD", "AE", "BE", "IS")
                .concatMap(code -> new Country(code, code + "!").save())
                .blockLast();
    }

    @AfterEach
    default void dropViews() {
        bed().execute("DROP VIEW IF EXISTS \"country_count\"");
        bed().execute("DROP VIEW IF EXISTS \"country_name\"");
    }

    @Test
    default void viewWithoutAKeyIsQueried() {
        List<CountryCount> counts = await(CountryCount_.query()
                .where(CountryCount_.countries.ge(1L))
                .orderBy(CountryCount_.countries.desc(), CountryCount_.initial.asc())
                .all());
        assertThat(counts).extracting(count -> count.initial).containsExactly("A", "B", "I");
        assertThat(counts).extracting(count -> count.countries).containsExactly(2L, 1L, 1L);
        assertThat(counts).allMatch(count -> count.loaded);
        assertThat(await(CountryCount_.query().count())).isEqualTo(3);
        assertThat(await(CountryCount_.query()
                        .where(CountryCount_.countries.gt(2L))
                        .exists()))
                .isFalse();
        assertThat(await(CountryCount_.query()
                                .orderBy(CountryCount_.initial.asc())
                                .offset(1)
                                .limit(1)
                                .one())
                        .initial)
                .isEqualTo("B");
        StepVerifier.create(CountryCount_.query().one()).verifyError(NonUniqueResultException.class);
        assertThat(await(CountryCount_.query()
                                .orderBy(CountryCount_.initial.asc())
                                .fetchSize(1)
                                .first())
                        .initial)
                .isEqualTo("A");
    }

    @Test
    default void recordsWithoutAKeyAreEqualToThemselvesAlone() {
        CountryCount one =
                await(CountryCount_.query().where(CountryCount_.initial.eq("A")).one());
        CountryCount same =
                await(CountryCount_.query().where(CountryCount_.initial.eq("A")).one());
        assertThat(List.of(one)).contains(one).doesNotContain(same);
        assertThat(one).hasToString("CountryCount");
    }

    @Test
    default void viewWithAKeyIsFound() {
        CountryName iceland = await(CountryName_.find("IS"));
        assertThat(iceland.name).isEqualTo("IS!");
        assertThat(iceland).isEqualTo(await(CountryName_.find("IS"))).hasToString("CountryName[IS]");
        assertThat(await(CountryName_.findAll(List.of("IS", "XX", "AD"))))
                .extracting(name -> name.code)
                .containsExactly("IS", "AD");
        StepVerifier.create(CountryName_.find("XX")).verifyComplete();
    }

    @Test
    default void viewIsReadInTheTransaction() {
        StepVerifier.create(bed().transaction(() -> new Country("IT", "IT")
                        .save()
                        .then(CountryCount_.query()
                                .where(CountryCount_.initial.eq("I"))
                                .one())
                        .doOnNext(count -> assertThat(count.countries).isEqualTo(2))
                        .then(Mono.error(new IllegalStateException("on purpose")))))
                .verifyErrorMessage("on purpose");
    }
}
