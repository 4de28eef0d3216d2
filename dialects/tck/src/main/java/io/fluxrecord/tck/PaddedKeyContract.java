package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.tck.model.Depot;
import io.fluxrecord.tck.model.Depot_;
import io.fluxrecord.tck.model.Setting;
import io.fluxrecord.tck.model.Setting_;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/**
 * Keys in a column of a fixed length, which fills text up with spaces: a record is the same before and after a find.
 */
public interface PaddedKeyContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Depot_.model());
        bed().execute("DROP TABLE \"depot\"");
        bed().execute("CREATE TABLE \"depot\" (\"code\" char(5), \"yard\" char(3), \"name\" varchar(20),"
                + " \"version\" bigint NOT NULL, PRIMARY KEY (\"code\", \"yard\"))");
    }

    private static Depot north() {
        return await(new Depot("ab", "y", "north").save());
    }

    @Test
    default void recordIsEqualToItselfAfterAFind() {
        Depot saved = north();
        Depot found = await(Depot_.find("ab", "y"));
        assertThat(found.code).isEqualTo(bed().capabilities().padsText() ? "ab   " : "ab");
        assertThat(found).isEqualTo(saved).hasSameHashCodeAs(saved);
        assertThat(saved).isEqualTo(found).isEqualTo(new Depot("ab ", "y", "")).isNotEqualTo(new Depot("a b", "y", ""));
        Set<Depot> known = new HashSet<>(Set.of(saved));
        assertThat(known).contains(found).doesNotContain(await(new Depot("ab", "x", "south").save()));
        assertThat(known.add(found)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "ab   ", "ab "})
    default void recordIsFoundByAKeyWithAnySpacesAfterIt(String code) {
        Depot saved = north();
        await(new Depot("abc", "y", "south").save());
        assertThat(await(Depot_.find(code, "y"))).isEqualTo(saved);
        assertThat(await(Depot_.findAll(List.of(new Depot_.Key(code, "y  "), new Depot_.Key("abc", "y")))))
                .extracting(depot -> depot.name)
                .containsExactly("north", "south");
        assertThat(await(Depot_.query().where(Depot_.code.eq(code)).all())).containsExactly(saved);
        assertThat(await(Depot_.query().where(Depot_.code.in(code, "zz")).all()))
                .containsExactly(saved);
        assertThat(await(Depot_.query().where(Depot_.code.notIn(code, "zz")).one()).name)
                .isEqualTo("south");
        assertThat(await(Depot_.query().where(Depot_.code.between(code, code)).count()))
                .isEqualTo(1);
    }

    @Test
    default void recordThatWasFoundIsWrittenLikeAnyOther() {
        Depot saved = north();
        Depot found = await(Depot_.find("ab", "y"));
        found.name = "east";
        await(found.save());
        assertThat(await(saved.reload()).name).isEqualTo("east");
        assertThat(await(Depot_.findAll(List.of(
                        new Depot_.Key(Objects.requireNonNull(found.code), Objects.requireNonNull(found.yard))))))
                .containsExactly(saved);
        assertThat(await(found.delete())).isTrue();
        assertThat(await(Depot_.query().count())).isZero();
    }

    @Test
    default void keySetAgainWithoutItsSpacesIsNoChange() {
        north();
        Depot found = await(Depot_.find("ab", "y"));
        found.code = "ab";
        found.yard = "y";
        bed().statements();
        await(found.save());
        assertThat(bed().statements()).isEmpty();
        assertThat(found.changes()).isEmpty();
        found.code = "b";
        StepVerifier.create(found.save()).verifyError(RecordStateException.class);
    }

    @Test
    default void recordWithOneKeyAndNoVersionIsFoundAndWrittenAlike() {
        bed().prepare(Setting_.model());
        bed().execute("DROP TABLE \"setting\"");
        bed().execute("CREATE TABLE \"setting\" (\"name\" char(5) PRIMARY KEY, \"number\" integer NOT NULL,"
                + " \"set on\" timestamp(0) with time zone NOT NULL)");
        List<Setting> saved = await(Setting_.insertAll(Flux.just(new Setting("ab", 1), new Setting("abc", 2))));
        List<Setting> found = await(Setting_.findAll(List.of("abc", "ab", "ab   ", "ab ", "zz")));
        assertThat(found).containsExactly(saved.get(1), saved.get(0));
        assertThat(await(saved.get(0).reload()).name)
                .isEqualTo(bed().capabilities().padsText() ? "ab   " : "ab");
        found.get(1).number = 7;
        await(found.get(1).save());
        await(found.get(1).touch());
        assertThat(await(bed().database().transaction(() -> saved.get(0).lock())).number)
                .isEqualTo(7);
        assertThat(await(saved.get(0).delete())).isTrue();
        assertThat(await(found.get(1).delete())).isFalse();
        assertThat(await(saved.get(1).hardDelete())).isTrue();
        assertThat(await(Setting_.query().count())).isZero();
        await(saved.get(1).save());
        assertThat(await(Setting_.find("abc"))).isEqualTo(saved.get(1));
    }
}
