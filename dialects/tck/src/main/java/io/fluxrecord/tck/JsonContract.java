package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.error.MappingException;
import io.fluxrecord.tck.model.Dashboard;
import io.fluxrecord.tck.model.Dashboard.Layout;
import io.fluxrecord.tck.model.Dashboard.Shade;
import io.fluxrecord.tck.model.Dashboard.View;
import io.fluxrecord.tck.model.Dashboard.Widget;
import io.fluxrecord.tck.model.Dashboard_;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Objects in columns of JSON. */
public interface JsonContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Dashboard_.model());
    }

    private static Dashboard full() {
        Dashboard board = new Dashboard();
        board.layout = new Layout(3, "a \"b\" \\ \u00e9 \ud83d\ude00", Instant.parse("2026-01-01T00:00:00.123Z"));
        board.widgets = new ArrayList<>(Arrays.asList(new Widget("clock", 1, 2), null, new Widget("map")));
        board.options = new LinkedHashMap<>();
        board.options.put("zoom", new BigDecimal("1.25"));
        board.options.put("a", Arrays.asList(1, "x", true, null));
        board.options.put("nothing", null);
        board.columns = 7;
        board.shade = Shade.DARK;
        board.widths = new int[] {1, 2};
        board.view = new View("mine", List.of("open", "new"));
        board.words = new TreeSet<>(List.of("x", "y"));
        board.setLayouts(Map.of("wide", new Layout(1, null, null)));
        board.setPin(new Layout(9, "pin", null));
        return board;
    }

    private static void verifyRow(Dashboard board) {
        Dashboard found = await(Dashboard_.find(Objects.requireNonNull(board.id)));
        assertThat(found).usingRecursiveComparison().ignoringFields("state").isEqualTo(board);
        assertThat(found.getPin()).isEqualTo(board.getPin());
        assertThat(found.changes()).isEmpty();
        assertThat(board.changes()).isEmpty();
    }

    private void savesNothing(Dashboard board) {
        bed().statements();
        assertThat(board.changes()).isEmpty();
        await(board.save());
        assertThat(bed().statements()).isEmpty();
    }

    @Test
    default void objectsComeBackAsTheyWentIn() {
        verifyRow(await(full().save()));
        verifyRow(await(new Dashboard().save()));
        await(Dashboard_.insertAll(Flux.just(full(), new Dashboard(), full()))).forEach(JsonContract::verifyRow);
        Dashboard board = await(full().save());
        board.layout = null;
        board.widgets = List.of();
        board.view = new View(null, List.of());
        board.setPin(null);
        verifyRow(await(board.save()));
    }

    @Test
    default void changesAreThoseOfTheContent() {
        Dashboard board = await(Dashboard_.find(Objects.requireNonNull(await(full().save()).id)));
        savesNothing(board);

        Map<String, Object> reordered = new LinkedHashMap<>();
        reordered.put("nothing", null);
        reordered.put("a", Arrays.asList(1, "x", true, null));
        reordered.put("zoom", new BigDecimal("1.250"));
        board.options = reordered;
        board.layout = new Layout(3, Objects.requireNonNull(board.layout).title(), board.layout.changed());
        savesNothing(board);

        reordered.put("zoom", new BigDecimal("1.25"));
        Objects.requireNonNull(Objects.requireNonNull(board.widgets).get(0)).name = "watch";
        Objects.requireNonNull(board.widths)[1] = 5;
        Objects.requireNonNull(board.words).add("z");
        assertThat(board.changes()).containsOnly("widgets", "widths", "words");
        verifyRow(await(board.save()));
        Objects.requireNonNull(Objects.requireNonNull(board.widgets).get(0)).name = "clock";
        assertThat(board.changes()).containsOnly("widgets");
        Objects.requireNonNull(Objects.requireNonNull(board.widgets).get(0)).name = "watch";
        savesNothing(board);
    }

    @Test
    default void rollbackTakesObjectsBack() {
        Dashboard board = await(full().save());
        bed().database()
                .transaction(() -> {
                    Objects.requireNonNull(Objects.requireNonNull(board.widgets).get(0)).name = "watch";
                    return board.save().then(Mono.<Void>error(new IllegalStateException("rolled back")));
                })
                .as(StepVerifier::create)
                .verifyErrorMessage("rolled back");
        assertThat(board.changes()).containsOnly("widgets");
        verifyRow(await(board.save()));
    }

    @Test
    default void bulkUpdateWritesObjects() {
        Dashboard board = await(full().save());
        await(Dashboard_.query()
                .update(
                        Dashboard_.layout.set(new Layout(1, "new", null)),
                        Dashboard_.options.set(Map.of("k", List.of("v"))),
                        Dashboard_.widgets.setNull()));
        Dashboard found = await(board.reload());
        assertThat(found.layout).isEqualTo(new Layout(1, "new", null));
        assertThat(found.options).isEqualTo(Map.of("k", List.of("v")));
        assertThat(found.widgets).isNull();
        assertThat(found.changes()).isEmpty();
    }

    /** Where a list was compared as text, a bulk delete removed the rows that it was to keep. */
    @Test
    default void listsCompareAsSingleValuesDo() {
        Dashboard small = new Dashboard();
        small.layout = new Layout(1, null, null);
        small.widths = new int[] {1};
        Dashboard large = new Dashboard();
        large.layout = new Layout(2, "large", null);
        large.widths = new int[] {2};
        await(Dashboard_.insertAll(Flux.just(small, large, new Dashboard())));
        Layout one = new Layout(1, null, null);
        assertThat(await(Dashboard_.query().where(Dashboard_.layout.eq(one)).all()))
                .containsExactly(small);
        assertThat(await(Dashboard_.query().where(Dashboard_.layout.in(one)).all()))
                .containsExactly(small);
        assertThat(await(Dashboard_.query()
                        .where(Dashboard_.layout.in(one, new Layout(2, "large", null), new Layout(3, null, null)))
                        .count()))
                .isEqualTo(2);
        assertThat(await(Dashboard_.query().where(Dashboard_.layout.ne(one)).all()))
                .containsExactly(large);
        assertThat(await(Dashboard_.query()
                        .where(Dashboard_.widths.notIn(List.of(new int[] {1})))
                        .all()))
                .containsExactly(large);
        await(Dashboard_.query()
                .where(Dashboard_.layout.notIn(one, new Layout(2, "large", null)))
                .delete());
        assertThat(await(Dashboard_.query().count())).isEqualTo(3);
    }

    @Test
    default void nullInTheJsonIsANullProperty() {
        Dashboard board = await(full().save());
        bed().execute("UPDATE \"dashboard\" SET \"layout\" = "
                + bed().capabilities().json("null"));
        await(board.reload());
        assertThat(board.layout).isNull();
        savesNothing(board);
        board.layout = new Layout(1, null, null);
        verifyRow(await(board.save()));
    }

    /** What the type has no place for would be lost with the next save. */
    @Test
    default void unknownMembersAreRefused() {
        Dashboard board = await(full().save());
        for (String json : List.of(
                "{\"rows\": 1, \"secret\": 2}",
                "{\"rows\": 1.5}",
                "{\"rows\": \"secret\"}",
                "[]",
                "{\"rows\": null}")) {
            bed().execute("UPDATE \"dashboard\" SET \"layout\" = "
                    + bed().capabilities().json(json));
            StepVerifier.create(board.reload())
                    .verifyErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(MappingException.class)
                            .hasMessageContaining("Dashboard.layout")
                            .hasMessageNotContaining("secret"));
        }
    }

    @Test
    default void offsetsZonesAndLongNumbersAreKept() {
        Dashboard board = await(full().save());
        board.options = new LinkedHashMap<>();
        board.options.put("long", new BigDecimal("1" + "0".repeat(1500)).toBigInteger());
        board.options.put("fine", new BigDecimal("0." + "0".repeat(1500) + "1"));
        board.options.put("k".repeat(60_000), "v");
        board.visits = List.of(ZonedDateTime.parse("2020-07-01T12:00:00.5+02:00[Europe/Berlin]"));
        board.opened = OffsetDateTime.parse("2020-02-29T12:00:00+05:30");
        await(board.save());
        Dashboard found = await(Dashboard_.find(Objects.requireNonNull(board.id)));
        assertThat(found.options).isEqualTo(board.options);
        assertThat(found.visits).isEqualTo(board.visits);
        assertThat(found.opened).isEqualTo(board.opened);
        savesNothing(found);
    }

    /** A server that refuses it would end the transaction. */
    @Test
    default void textThatTheDatabaseCannotHoldIsRefusedBeforehand() {
        Dashboard board = await(full().save());
        board.options = Map.of("a\\u0000", "\\", "b", "a\0b");
        boolean refused = bed().database().dialect().unstorable("\0") != null;
        StepVerifier.create(bed().database()
                        .transaction(() -> board.save().onErrorResume(MappingException.class, error -> {
                            assertThat(error).hasMessageContaining("Dashboard.options");
                            return Dashboard_.query().one();
                        })))
                .expectNextCount(1)
                .verifyComplete();
        assertThat(await(Dashboard_.query().one()).options).containsKey(refused ? "zoom" : "b");
        board.options = Map.of("a\\u0000", "\\");
        assertThat(await(board.save().flatMap(Dashboard::reload)).options).isEqualTo(board.options);
    }

    @Test
    default void whatCannotBeWrittenIsRefusedBeforehand() {
        Dashboard board = await(full().save());
        Map<String, Object> endless = new LinkedHashMap<>();
        endless.put("secret", endless);
        board.options = endless;
        StepVerifier.create(board.save())
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(MappingException.class)
                        .hasMessageContaining("Dashboard.options")
                        .hasMessageNotContaining("secret"));
        board.options = Map.of("secret", new Object());
        StepVerifier.create(board.save())
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(MappingException.class)
                        .hasMessageContaining("Dashboard.options")
                        .hasMessageContaining("java.lang.Object")
                        .hasMessageNotContaining("secret"));
        assertThat(await(board.reload()).options).containsKey("zoom");
    }
}
