package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Schema;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.query.Condition;
import io.fluxrecord.tck.model.Certificate;
import io.fluxrecord.tck.model.Certificate_;
import io.fluxrecord.tck.model.Film;
import io.fluxrecord.tck.model.Film.Rating;
import io.fluxrecord.tck.model.Film_;
import io.fluxrecord.tck.model.Poster;
import io.fluxrecord.tck.model.Poster_;
import io.r2dbc.spi.R2dbcException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Columns of an enum of the database: as an enum of Java by label, as text, and as a key. */
public interface NamedTypeContract extends Contract {

    @BeforeEach
    default void prepare() {
        Capabilities capabilities = bed().capabilities();
        String type = capabilities.enumType("mpaa_rating");
        bed().prepare();
        if (!type.equals("mpaa_rating")) {
            bed().execute("DROP TABLE IF EXISTS \"film\";\n"
                    + "CREATE TABLE \"film\" (\"number\" integer PRIMARY KEY, \"rating\" " + type + ", \"rated\" "
                    + type
                    + ");\nDROP TABLE IF EXISTS \"certificate\";\n"
                    + "CREATE TABLE \"certificate\" (\"rating\" " + type + " PRIMARY KEY, \"age\" integer NOT NULL);\n"
                    + "DROP TABLE IF EXISTS \"poster\";\n"
                    + "CREATE TABLE \"poster\" (\"number\" integer PRIMARY KEY, \"rating\" " + type + ")");
            return;
        }
        bed().execute(capabilities.makeEnum(type, "G", "PG", "PG-13", "R"));
        bed().prepare(Film_.model(), Certificate_.model(), Poster_.model());
    }

    private static List<Integer> found(Condition<Film> condition) {
        return await(Film_.query().where(condition).orderBy(Film_.number.asc()).all()).stream()
                .map(film -> film.number)
                .toList();
    }

    private static void fill() {
        await(Film_.insertAll(Flux.just(
                new Film(1, Rating.G, "R"),
                new Film(2, Rating.PG_13, "PG-13"),
                new Film(3, null, null),
                new Film(4, Rating.PG, "G"))));
    }

    @Test
    default void namedTypesDifferFromNothing() {
        StepVerifier.create(Schema.differences(bed().database(), Film_.model(), Certificate_.model()))
                .verifyComplete();
    }

    @Test
    default void defaultIsReadBack() {
        bed().execute("ALTER TABLE \"poster\" ALTER COLUMN \"rating\" SET DEFAULT 'PG-13'");
        assertThat(await(new Poster(1).save()).rating).isEqualTo(Rating.PG_13);
        assertThat(await(Poster_.insertAll(Flux.just(new Poster(2), new Poster(3)))))
                .extracting(poster -> poster.rating)
                .containsOnly(Rating.PG_13);
        assertThat(await(Poster_.find(3)).rating).isEqualTo(Rating.PG_13);
    }

    @Test
    default void labelsAreWrittenAndRead() {
        Film film = await(new Film(1, Rating.PG_13, "R").save());
        Film found = await(Film_.find(1));
        assertThat(found.rating).isEqualTo(Rating.PG_13);
        assertThat(found.rated).isEqualTo("R");
        assertThat(found.changes()).isEmpty();

        film.rating = Rating.G;
        film.rated = "PG-13";
        await(film.save());
        await(found.reload());
        assertThat(found.rating).isEqualTo(Rating.G);
        assertThat(found.rated).isEqualTo("PG-13");

        film.rating = null;
        film.rated = null;
        await(film.save());
        await(found.reload());
        assertThat(found.rating).isNull();
        assertThat(found.rated).isNull();
    }

    @Test
    default void manyAreInsertedAtOnce() {
        fill();
        await(Film_.insertAll(Flux.just(new Film(5, null, null))));
        await(Film_.insertAll(Flux.just(new Film(6, null, null), new Film(7, null, null))));
        assertThat(await(Film_.query().orderBy(Film_.number.asc()).all()))
                .extracting(film -> film.rating)
                .containsExactly(Rating.G, Rating.PG_13, null, Rating.PG, null, null, null);
        assertThat(found(Film_.rated.isNull())).containsExactly(3, 5, 6, 7);
    }

    @Test
    default void conditionsCompareLabels() {
        fill();
        assertThat(found(Film_.rating.eq(Rating.PG_13))).containsExactly(2);
        assertThat(found(Film_.rating.ne(Rating.PG_13))).containsExactly(1, 4);
        assertThat(found(Film_.rating.in(Rating.PG_13, Rating.PG))).containsExactly(2, 4);
        assertThat(found(Film_.rating.in(Rating.PG))).containsExactly(4);
        assertThat(found(Film_.rating.notIn(Rating.PG_13, Rating.PG))).containsExactly(1);
        assertThat(found(Film_.rating.isNull())).containsExactly(3);
        assertThat(found(Film_.rated.eq("PG-13"))).containsExactly(2);
        assertThat(found(Film_.rated.in("R", "PG"))).containsExactly(1);
        assertThat(found(Film_.rated.notIn(List.of("R")))).containsExactly(2, 4);
    }

    @Test
    default void textOfLabelsIsMatched() {
        fill();
        assertThat(found(Film_.rated.like("P%"))).containsExactly(2);
        assertThat(found(Film_.rated.notLike("P%"))).containsExactly(1, 4);
        assertThat(found(Film_.rated.containsIgnoreCase("g"))).containsExactly(2, 4);
        assertThat(found(Film_.rated.startsWith("PG-"))).containsExactly(2);
    }

    /** Of the text, PG-13 would be less than PG, and of the enum of Java, PG is less than G. */
    @Test
    default void orderIsThatOfTheDatabase() {
        fill();
        assertThat(await(Film_.query().orderBy(Film_.rating.asc().nullsLast()).all()))
                .extracting(film -> film.rating)
                .containsExactly(Rating.G, Rating.PG, Rating.PG_13, null);
        assertThat(await(Film_.query().orderBy(Film_.rated.desc().nullsLast()).all()))
                .extracting(film -> film.rated)
                .containsExactly("R", "PG-13", "G", null);
        if (bed().capabilities().comparesEnumsInOrder()) {
            assertThat(found(Film_.rating.gt(Rating.G))).containsExactly(2, 4);
            assertThat(found(Film_.rating.between(Rating.G, Rating.PG))).containsExactly(1, 4);
            assertThat(found(Film_.rated.ge("PG-13"))).containsExactly(1, 2);
        }
    }

    @Test
    default void bulkUpdatesSetLabels() {
        fill();
        await(Film_.query().where(Film_.number.lt(3)).update(Film_.rating.set(Rating.PG), Film_.rated.set("PG")));
        assertThat(found(Film_.rating.eq(Rating.PG))).containsExactly(1, 2, 4);
        await(Film_.query().where(Film_.rating.eq(Rating.PG)).update(Film_.rating.setNull(), Film_.rated.setNull()));
        assertThat(found(Film_.rating.isNull())).containsExactly(1, 2, 3, 4);
        assertThat(found(Film_.rated.isNull())).containsExactly(1, 2, 3, 4);
    }

    @Test
    default void labelsMayBeKeys() {
        await(new Certificate(Rating.PG_13, 13).save());
        await(Certificate_.insertAll(Flux.just(new Certificate(Rating.G, 0), new Certificate(Rating.PG, 8))));
        Certificate found = await(Certificate_.find(Rating.PG_13));
        assertThat(found.age).isEqualTo(13);
        found.age = 14;
        await(found.save());
        assertThat(await(Certificate_.findAll(List.of(Rating.PG, Rating.PG_13))))
                .extracting(certificate -> certificate.age)
                .containsExactly(8, 14);
        assertThat(await(found.delete())).isTrue();
        assertThat(await(Certificate_.query().count())).isEqualTo(2);
    }

    @Test
    default void whatIsNoLabelIsRefused() {
        Film film = new Film(1, Rating.G, "X");
        StepVerifier.create(film.save()).verifyError(R2dbcException.class);
        assertThat(film.stored()).isFalse();
        bed().execute("INSERT INTO \"film\" (\"number\", \"rating\") VALUES (2, 'R')");
        StepVerifier.create(Film_.find(2))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(MappingException.class)
                        .hasMessageContainingAll("Film.rating", "no constant")
                        .hasMessageNotContaining("'R'"));
    }
}
