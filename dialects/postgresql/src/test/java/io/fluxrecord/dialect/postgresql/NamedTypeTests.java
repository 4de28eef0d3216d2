package io.fluxrecord.dialect.postgresql;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.error.MappingException;
import io.fluxrecord.query.Condition;
import io.fluxrecord.tck.ArrayContract;
import io.fluxrecord.tck.Contract;
import io.fluxrecord.tck.IntervalContract;
import io.fluxrecord.tck.JsonContract;
import io.fluxrecord.tck.NamedTypeContract;
import io.fluxrecord.tck.TestBed;
import io.fluxrecord.tck.model.Series_;
import io.fluxrecord.tck.model.Shift_;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Types that only PostgreSQL has, and all such types where the driver is told to send binary forms. */
final class NamedTypeTests {

    private static final TestBed BINARY =
            new TestBed(PostgresqlServer.connectionFactoryThatForcesBinary(), new PostgresqlCapabilities());

    @Nested
    final class EnumInBinary implements NamedTypeContract {

        @Override
        public TestBed bed() {
            return BINARY;
        }
    }

    @Nested
    final class ArraysInBinary implements ArrayContract {

        @Override
        public TestBed bed() {
            return BINARY;
        }
    }

    @Nested
    final class JsonInBinary implements JsonContract {

        @Override
        public TestBed bed() {
            return BINARY;
        }
    }

    @Nested
    final class IntervalsInBinary implements IntervalContract {

        @Override
        public TestBed bed() {
            return BINARY;
        }
    }

    private static final TestBed TEXT = new TestBed(PostgresqlServer.connectionFactory(), new PostgresqlCapabilities());

    /** Types that only PostgreSQL has. */
    interface NativeTypes extends Contract {

        @BeforeEach
        default void prepare() {
            PostgresqlServer.query("CREATE EXTENSION IF NOT EXISTS citext").blockLast();
            bed().execute(bed().capabilities().makeEnum("mpaa_rating", "G", "PG", "PG-13", "R"));
            bed().prepare(Natives_.model());
        }

        private static Natives full(int number) {
            Natives natives = new Natives(number);
            natives.address = "10.0.0.1";
            natives.network = "10.0.0.0/8";
            natives.mac = "08:00:2b:01:02:03";
            natives.price = "$1,234.50";
            natives.bits = "10110001";
            natives.someBits = "101";
            natives.words = "'fat':2 'rat':3A";
            natives.xml = "<a>1</a>";
            natives.name = "Ada";
            natives.range = "[1,5)";
            natives.ranges = "{[1.5,2.5),[3,)}";
            natives.time = "1 day 02:00:00";
            natives.code = "abc";
            natives.json = "{\"b\":  1, \"a\": 2}";
            natives.addresses = new String[] {"10.0.0.1", null, "::1"};
            natives.ratings = List.of("PG-13", "G");
            natives.numbers = new Integer[] {1, null, 3};
            return natives;
        }

        private static void verify(Natives found, Natives expected) {
            assertThat(found)
                    .usingRecursiveComparison()
                    .ignoringFields("state", "address", "addresses")
                    .isEqualTo(expected);
            assertThat(found.changes()).isEmpty();
        }

        @Test
        default void valuesComeBackAsTheDatabaseWritesThem() {
            await(full(1).save());
            await(Natives_.insertAll(Flux.just(full(2), new Natives(3))));
            for (int number : new int[] {1, 2}) {
                Natives found = await(Natives_.find(number));
                verify(found, full(number));
                assertThat(found.address).isEqualTo("10.0.0.1");
                assertThat(found.addresses).containsExactly("10.0.0.1/32", null, "::1/128");
            }
            verify(await(Natives_.find(3)), new Natives(3));
        }

        @Test
        default void valuesAreChangedAndSetToNull() {
            Natives natives = await(full(1).save());
            Natives empty = new Natives(2);
            await(empty.save());
            empty.address = "::1/64";
            empty.price = "$0.10";
            empty.bits = "00000000";
            empty.words = "'cat':1";
            empty.json = "[]";
            empty.ratings = List.of();
            await(empty.save());
            verify(await(Natives_.find(2)), empty);

            Natives nothing = new Natives(1);
            natives.address = null;
            natives.network = null;
            natives.mac = null;
            natives.price = null;
            natives.bits = null;
            natives.someBits = null;
            natives.words = null;
            natives.xml = null;
            natives.name = null;
            natives.range = null;
            natives.ranges = null;
            natives.time = null;
            natives.code = null;
            natives.json = null;
            natives.addresses = null;
            natives.ratings = null;
            natives.numbers = null;
            await(natives.save());
            verify(await(Natives_.find(1)), nothing);
        }

        /** Conditions that the full record meets as the database compares. */
        static Stream<Condition<Natives>> conditions() {
            return Stream.of(
                    Natives_.address.eq("10.0.0.1/32"),
                    Natives_.address.in("10.0.0.1", "10.0.0.2"),
                    Natives_.address.lt("10.0.0.2"),
                    Natives_.address.like("10.%"),
                    Natives_.network.in("10.0.0.0/8"),
                    Natives_.mac.in("08-00-2b-01-02-03"),
                    Natives_.price.gt("$999"),
                    Natives_.price.in("1234.5"),
                    Natives_.bits.in("10110001"),
                    Natives_.someBits.eq("101"),
                    Natives_.words.eq("fat:2 rat:3A"),
                    Natives_.name.eq("ADA"),
                    Natives_.name.in("aDA"),
                    Natives_.name.like("a%"),
                    Natives_.name.startsWithIgnoreCase("AD"),
                    Natives_.range.eq("[1,4]"),
                    Natives_.range.in("[1,4]"),
                    Natives_.ranges.eq("{[1.5,2.5),[3,)}"),
                    Natives_.time.eq("26 hours"),
                    Natives_.time.in("1 day 2 hours"),
                    Natives_.code.in("abc"),
                    Natives_.addresses.eq(new String[] {"10.0.0.1", null, "::1"}),
                    Natives_.ratings.eq(List.of("PG-13", "G")),
                    Natives_.ratings.in(List.of(List.of("PG-13", "G"), List.of())),
                    Natives_.numbers.eq(new Integer[] {1, null, 3}));
        }

        @ParameterizedTest
        @MethodSource("conditions")
        default void theDatabaseCompares(Condition<Natives> condition) {
            await(Natives_.insertAll(Flux.just(full(1), new Natives(2))));
            assertThat(await(Natives_.query().where(condition).count())).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"ARRAY[3000000000]", "ARRAY[[1, 2]]"})
        default void elementsThatDoNotFitAreRefused(String array) {
            await(new Natives(1).save());
            bed().execute("UPDATE \"natives\" SET \"numbers\" = " + array);
            StepVerifier.create(Natives_.find(1))
                    .verifyErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(MappingException.class)
                            .hasMessageContaining("Natives.numbers")
                            .hasMessageNotContaining("3000000000"));
        }

        @Test
        default void whatIsNoNumberIsNoElement() {
            bed().prepare(Series_.model());
            bed().execute("INSERT INTO \"series\" (\"id\", \"amounts\") VALUES (1, '{0.00,NaN}')");
            StepVerifier.create(Series_.find(1L))
                    .verifyErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(MappingException.class)
                            .hasMessageContaining("Series.amounts"));
        }

        @Test
        default void valuesThatAreMadeOfOthersAreInsertedTogether() {
            PostgresqlServer.query("DROP TYPE IF EXISTS \"Place\" CASCADE").blockLast();
            PostgresqlServer.query("CREATE TYPE \"Place\" AS (city text, number integer)")
                    .blockLast();
            bed().prepare(Exotics_.model());
            List<Exotics> many = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Exotics exotics = new Exotics(i);
                exotics.place = i % 3 == 0 ? null : "(\"a, b\"," + i + ")";
                exotics.ranges = i % 3 == 1 ? null : "{\"[1," + (i + 2) + ")\",empty,NULL}";
                exotics.box = "(3,4),(1," + i % 4 + ")";
                exotics.table = i % 2 == 0 ? "exotics" : null;
                exotics.bits = "101";
                exotics.code = "abc";
                many.add(exotics);
            }
            await(Exotics_.insertAll(Flux.fromIterable(many)));
            await(new Exotics(40).save());
            List<Exotics> found =
                    await(Exotics_.query().orderBy(Exotics_.number.asc()).all());
            many.add(new Exotics(40));
            assertThat(found)
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("state")
                    .isEqualTo(many);
            Exotics bits = new Exotics(41);
            bits.bits = "1011";
            StepVerifier.create(Exotics_.insertAll(Flux.just(bits, new Exotics(42))))
                    .verifyError(R2dbcException.class);
            Exotics code = new Exotics(41);
            code.code = "abcd";
            StepVerifier.create(Exotics_.insertAll(Flux.just(code, new Exotics(42))))
                    .verifyError(R2dbcException.class);
        }

        @Test
        default void whatIsTooLongIsRefusedAndNotCut() {
            Natives bits = new Natives(1);
            bits.bits = "101";
            StepVerifier.create(bits.save()).verifyError(R2dbcException.class);
            StepVerifier.create(Natives_.insertAll(Flux.just(bits, new Natives(2))))
                    .verifyError(R2dbcException.class);
            Natives code = new Natives(3);
            code.code = "abcd";
            StepVerifier.create(code.save()).verifyError(R2dbcException.class);
            StepVerifier.create(Natives_.insertAll(Flux.just(code, new Natives(4))))
                    .verifyError(R2dbcException.class);
            assertThat(await(Natives_.query().count())).isZero();
        }
    }

    @Nested
    final class NativesAsText implements NativeTypes {

        @Override
        public TestBed bed() {
            return TEXT;
        }
    }

    @Nested
    final class NativesInBinary implements NativeTypes {

        @Override
        public TestBed bed() {
            return BINARY;
        }
    }

    @Nested
    final class ReadIntervals implements Contract {

        @Override
        public TestBed bed() {
            return TEXT;
        }

        @ParameterizedTest
        @CsvSource({
            "1 day, PT24H",
            "-1 day -00:00:01.5, PT-24H-1.5S",
            "1 month 1 second, ",
            "1 year, ",
            "-2 days 3 hours, PT-45H"
        })
        void daysAreTwentyFourHoursAndMonthsHaveNoLength(String interval, @Nullable String length) {
            for (String style : new String[] {"postgres", "iso_8601", "postgres_verbose"}) {
                TestBed styled = new TestBed(
                        PostgresqlServer.connectionFactoryWith("intervalstyle=" + style), new PostgresqlCapabilities());
                styled.prepare(Shift_.model());
                styled.execute("INSERT INTO \"shift\" (\"number\", \"length\") VALUES (1, '" + interval + "')");
                if (length == null || style.equals("postgres_verbose")) {
                    StepVerifier.create(Shift_.find(1))
                            .verifyErrorSatisfies(error -> assertThat(error)
                                    .isInstanceOf(MappingException.class)
                                    .hasMessageContainingAll("Shift.length", "where Duration is wanted"));
                } else {
                    assertThat(await(Shift_.find(1)).length).isEqualTo(Duration.parse(length));
                }
                styled.pool().dispose();
            }
        }
    }
}
