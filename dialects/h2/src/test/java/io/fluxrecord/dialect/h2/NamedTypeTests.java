package io.fluxrecord.dialect.h2;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.query.Condition;
import io.fluxrecord.tck.TestBed;
import io.r2dbc.spi.ConnectionFactories;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;

/** Text in columns of types that only H2 spells so. */
final class NamedTypeTests {

    private static final TestBed BED =
            new TestBed(ConnectionFactories.get("r2dbc:h2:mem:///" + UUID.randomUUID() + "?options=DB_CLOSE_DELAY=-1"));

    @BeforeEach
    void prepare() {
        BED.prepare(Named_.model());
    }

    private static Named full(int number) {
        Named named = new Named(number);
        named.json = "{\"b\":1,\"a\":[2]}";
        named.time = "INTERVAL '1 02:03:04.5' DAY TO SECOND";
        named.months = "INTERVAL '1-2' YEAR TO MONTH";
        named.uuid = "6cf0bd22-6f3e-4e5a-9a34-5d8b1c3b0a11";
        named.date = "2024-02-29";
        named.moment = "2024-02-29 12:00:00.123+00";
        named.amount = "1.5";
        named.truth = "TRUE";
        named.label = "it's b";
        named.text = "text";
        return named;
    }

    private static void verify(Named expected) {
        Named found = await(Named_.find(expected.number));
        assertThat(found).usingRecursiveComparison().ignoringFields("state").isEqualTo(expected);
        assertThat(found.changes()).isEmpty();
    }

    @Test
    void valuesComeBackAsTheDatabaseWritesThem() {
        await(full(1).save());
        await(Named_.insertAll(Flux.just(full(2), new Named(3))));
        verify(full(1));
        verify(full(2));
        verify(new Named(3));
        Named named = await(Named_.find(3));
        named.json = "[]";
        named.time = full(0).time;
        named.date = "2025-01-01";
        await(named.save());
        verify(named);
        await(Named_.query()
                .where(Named_.number.eq(3))
                .update(
                        Named_.json.set("\"text\""),
                        Named_.uuid.setNull(),
                        Named_.months.set("INTERVAL '3-0' YEAR TO MONTH")));
        Named changed = await(named.reload());
        assertThat(changed.json).isEqualTo("\"text\"");
        assertThat(changed.months).isEqualTo("INTERVAL '3-0' YEAR TO MONTH");
    }

    /** A default makes the insert return all columns, for which no cast can be asked. */
    @Test
    void insertReturnsThemAsWell() {
        Named named = full(1);
        named.text = null;
        await(named.save());
        assertThat(named.json).isEqualTo("{\"b\":1,\"a\":[2]}");
        assertThat(named.changes()).isEmpty();
        Named found = await(Named_.find(1));
        assertThat(found.time).isEqualTo(named.time);
        assertThat(found.months).isEqualTo(named.months);
        assertThat(found.uuid).isEqualTo(named.uuid);
    }

    static Stream<Condition<Named>> conditions() {
        return Stream.of(
                Named_.json.eq("{\"b\": 1, \"a\": [2]}"),
                Named_.json.in("{\"b\": 1, \"a\": [2]}", "[]"),
                Named_.time.in("INTERVAL '26:03:04.5' HOUR TO SECOND"),
                Named_.time.gt("INTERVAL '1' DAY"),
                Named_.months.eq("INTERVAL '14' MONTH"),
                Named_.uuid.in("6CF0BD22-6F3E-4E5A-9A34-5D8B1C3B0A11"),
                Named_.date.between("2024-01-01", "2024-12-31"),
                Named_.moment.eq("2024-02-29 13:00:00.123+01"),
                Named_.amount.in("1.5", "2"),
                Named_.label.in("it's b"));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void theDatabaseCompares(Condition<Named> condition) {
        await(Named_.insertAll(Flux.just(full(1), new Named(2))));
        assertThat(await(Named_.query().where(condition).count())).isEqualTo(1);
        assertThat(await(Named_.query().where(condition.not()).count())).isZero();
    }
}
