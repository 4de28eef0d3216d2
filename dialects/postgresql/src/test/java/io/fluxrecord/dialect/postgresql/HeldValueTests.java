package io.fluxrecord.dialect.postgresql;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.tck.AlteredColumn;
import io.fluxrecord.tck.ReadContract;
import io.fluxrecord.tck.TestBed;
import io.fluxrecord.tck.model.Everything;
import io.fluxrecord.tck.model.Everything_;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL has and other databases have not, as text and in binary forms. */
final class HeldValueTests {

    private static final TestBed TEXT = new TestBed(PostgresqlServer.connectionFactory());
    private static final TestBed BINARY = new TestBed(PostgresqlServer.connectionFactoryThatForcesBinary());
    private static final TestBed ESCAPE = new TestBed(PostgresqlServer.connectionFactoryWith("bytea_output=escape"));

    /** Types of the database. */
    interface PostgresqlTypes extends AlteredColumn {

        @BeforeAll
        static void makeTypes() {
            PostgresqlServer.query("CREATE EXTENSION IF NOT EXISTS citext").blockLast();
            PostgresqlServer.query("DROP TYPE IF EXISTS mood CASCADE").blockLast();
            PostgresqlServer.query("CREATE TYPE mood AS ENUM ('sad', 'glad')").blockLast();
            PostgresqlServer.query("DROP TYPE IF EXISTS span, coin CASCADE").blockLast();
            PostgresqlServer.query("CREATE TYPE span AS RANGE (subtype = integer, multirange_type_name = spans)")
                    .blockLast();
            PostgresqlServer.query("CREATE TYPE coin AS (cents integer)").blockLast();
            PostgresqlServer.query("DROP DOMAIN IF EXISTS email CASCADE").blockLast();
            PostgresqlServer.query("CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%')")
                    .blockLast();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "amount | numeric | 'NaN'",
                    "amount | numeric | 'Infinity'",
                    "amount | numeric | '-Infinity'",
                    "amount | double precision | 'NaN'",
                    "huge | numeric | 'NaN'",
                    "maybe_large | numeric | 'NaN'",
                    "maybe_twofold | numeric | 'NaN'",
                    "maybe_medium | double precision | 'Infinity'",
                    "texts | text[][] | ARRAY[ARRAY['xy']]",
                    "texts | uuid[] | ARRAY['6cf0bd22-6f3e-4e5a-9a34-5d8b1c3b0a11']::uuid[]",
                    "texts | mood | 'glad'",
                    "color | mood | 'glad'",
                    "bytes | uuid | '6cf0bd22-6f3e-4e5a-9a34-5d8b1c3b0a11'",
                    "uuid | bytea | '\\x00'",
                    "maybe_truth | text | 'true'",
                    "date | timestamptz | 'infinity'",
                    "instant | timestamp | 'infinity'",
                    "maybe_medium | oid | 3000000000",
                    "offset_time | timetz | '24:00:00+02'",
                    "bytes | json | '{}'",
                    "buffer | jsonb | '{}'",
                    "json | boolean | true",
                    "json | xml | '<a/>'",
                    "json | bytea | '\\x41'",
                    "texts | money | 1",
                    "texts | money[] | ARRAY[1]::money[]",
                    "texts | int4multirange | '{[1,5)}'"
                })
        default void whatDoesNotFitIsRefused(String column, String type, String value) {
            assertThat(refused(column, type, value, AlteredColumn.property(column)))
                    .contains("column " + column);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "amount | numeric | 0.00 | 0",
                    "text | uuid | '6cf0bd22-6f3e-4e5a-9a34-5d8b1c3b0a11' | 6cf0bd22-6f3e-4e5a-9a34-5d8b1c3b0a11",
                    "text | jsonb | '{\"a\": 1}' | {\"a\": 1}",
                    "text | json | '{\"a\": 1}' | {\"a\": 1}",
                    "json | json | '{\"a\": 1}' | {\"a\": 1}",
                    "json | text | '{\"a\": 1}' | {\"a\": 1}",
                    "text | mood | 'glad' | glad",
                    "text | email | 'a@b' | a@b",
                    "text | citext | 'Abc' | Abc",
                    "text | bigint | 4702111234474983745 | 4702111234474983745",
                    "text | integer | 1094795585 | 1094795585",
                    "text | numeric(10, 2) | 1.50 | 1.50",
                    "text | double precision | 2261634.5098039214 | 2261634.5098039214",
                    "text | name | 'n' | n",
                    "text | oid | 3000000000 | 3000000000",
                    "maybe_large | oid | 3000000000 | 3000000000",
                    "amount | oid | 4294967295 | 4294967295",
                    "json | citext | '{}' | {}",
                    "text | xml | '<a>1</a>' | <a>1</a>"
                })
        default void whatFitsIsRead(String column, String type, String value, String expected) {
            Everything found = found(column, type, value);
            assertThat(found)
                    .extracting(AlteredColumn.property(column))
                    .satisfies(
                            read -> assertThat(read instanceof BigDecimal number ? number.stripTrailingZeros() : read)
                                    .hasToString(expected));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "citext[] | ARRAY['xy', NULL, 'a,b']::citext[]",
                    "varchar(3)[] | ARRAY['xy', NULL, 'a,b']",
                    "text[] | ARRAY['xy', NULL, 'a,b']"
                })
        default void arraysOfKindsOfTextAreRead(String type, String value) {
            assertThat(found("texts", type, value).texts).containsExactly("xy", null, "a,b");
        }

        @Test
        default void arraysOfEnumsAreRead() {
            assertThat(found("texts", "mood[]", "ARRAY['sad', 'glad']::mood[]").texts)
                    .containsExactly("sad", "glad");
        }
    }

    @Nested
    final class AsText implements PostgresqlTypes {

        @Override
        public TestBed bed() {
            return TEXT;
        }

        @Test
        void datesBeforeChristAndInfiniteOnesAreThoseOfJava() {
            assertThat(found("date", "date", "'0044-03-15 BC'").date).isEqualTo(LocalDate.of(-43, 3, 15));
            assertThat(found("date", "date", "'infinity'").date).isEqualTo(LocalDate.MAX);
            assertThat(found("date_time", "timestamp", "'-infinity'").dateTime).isEqualTo(LocalDateTime.MIN);
            assertThat(found("date_time", "timestamp", "'0044-03-15 12:00:00.5 BC'").dateTime)
                    .isEqualTo(LocalDateTime.of(-43, 3, 15, 12, 0, 0, 500_000_000));
            assertThat(found("offset_date_time", "timestamptz", "'infinity'").offsetDateTime)
                    .isEqualTo(OffsetDateTime.MAX);
            assertThat(found("instant", "timestamptz", "'infinity'").instant).isEqualTo(OffsetDateTime.MAX.toInstant());
            assertThat(found("instant", "timestamptz", "'0044-03-15 12:00:00+00 BC'").instant)
                    .isEqualTo(Instant.parse("-0043-03-15T12:00:00Z"));
            assertThat(found("time", "time", "'24:00:00'").time).isEqualTo(LocalTime.MAX);
            assertThat(found("date", "date", "'1500-02-28'").date).isEqualTo(LocalDate.of(1500, 2, 28));
        }

        @Test
        void timeWithoutAZoneThatTheZoneOfTheJvmHasTwiceOrNotIsRefused() {
            TimeZone before = TimeZone.getDefault();
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
            try {
                assertThat(found("instant", "timestamp", "'2024-10-27 03:00:00'").instant)
                        .isEqualTo(Instant.parse("2024-10-27T02:00:00Z"));
                assertThat(refused("instant", "timestamp", "'2024-10-27 02:30:00'", "instant"))
                        .contains("twice");
                assertThat(refused("instant", "timestamp", "'2024-03-31 02:30:00'", "instant"))
                        .contains("not");
            } finally {
                TimeZone.setDefault(before);
            }
        }

        @Test
        void textOfOtherTypesIsThatOfTheDatabase() {
            assertThat(found("text", "numeric", "'NaN'").text).isEqualTo("NaN");
            assertThat(found("text", "bytea", "'\\x41ff'").text).isEqualTo("\\x41ff");
            assertThat(found("text", "inet", "'10.0.0.0/8'").text).isEqualTo("10.0.0.0/8");
            assertThat(found("text", "interval", "'1 day'").text).isEqualTo("1 day");
            assertThat(found("text", "timestamp", "'2024-02-29 12:00'").text).isEqualTo("2024-02-29 12:00:00");
            assertThat(found("text", "double precision", "3").text).isEqualTo("3");
        }
    }

    @Nested
    final class InBinary implements PostgresqlTypes, ReadContract {

        @Override
        public TestBed bed() {
            return BINARY;
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "time | time | '24:00:00'",
                    "date | date | 'infinity'",
                    "date | date | '-infinity'",
                    "date | date | '0044-03-15 BC'",
                    "date | date | '1500-02-28'",
                    "date_time | timestamp | 'infinity'",
                    "date_time | timestamp | '-infinity'",
                    "date_time | timestamp | '1500-02-28 12:00:00'",
                    "date_time | timestamp | '1999-12-31 23:59:59.5'",
                    "offset_date_time | timestamptz | 'infinity'",
                    "instant | timestamptz | 'infinity'",
                    "instant | timestamptz | '-infinity'",
                    "instant | timestamptz | '0044-03-15 12:00:00+00 BC'",
                    "text | timestamp | '2024-02-29 12:00'",
                    "date | date | '587000-01-01'",
                    "date_time | date | '587000-01-01'",
                    "text | macaddr | '08:00:2b:01:02:03'",
                    "text | macaddr | '41:41:41:41:41:41'",
                    "text | money | 47021112344749837.45",
                    "text | xid | '1094795585'",
                    "text | point | point(2261634.5098039214, 2261634.5098039214)",
                    "text | interval | '1 day'",
                    "text | inet | '10.0.0.1'",
                    "text | integer[] | ARRAY[1094795585]",
                    "text | boolean | true",
                    "text | time | '12:00:00'",
                    "text | bytea | '\\x41'",
                    "texts | int[] | ARRAY[1]",
                    "texts | jsonb[] | ARRAY['{}']::jsonb[]"
                })
        void whatTheDriverTakesForSomethingElseIsRefused(String column, String type, String value) {
            assertThat(refused(column, type, value, AlteredColumn.property(column)))
                    .contains("column " + column);
        }

        @Test
        void ordinaryDatesAreRead() {
            assertThat(found("date", "date", "'1583-01-01'").date).isEqualTo(LocalDate.of(1583, 1, 1));
            assertThat(found("date_time", "timestamp", "'9999-12-31 23:59:59'").dateTime)
                    .isEqualTo(LocalDateTime.of(9999, 12, 31, 23, 59, 59));
        }
    }

    @Nested
    final class Escaped implements AlteredColumn {

        @Override
        public TestBed bed() {
            return ESCAPE;
        }

        @Test
        void bytesThatComeAsEscapedTextAreRead() {
            assertThat(found("bytes", "bytea", "'\\x00ff5c616263'").bytes)
                    .containsExactly(0, 0xff, '\\', 'a', 'b', 'c');
            assertThat(found("bytes", "bytea", "''").bytes).isEmpty();
        }

        @Test
        void escapedTextThatHasABackslashAndAnXIsRead() {
            assertThat(found("bytes", "bytea", "'\\x5c783431'").bytes)
                    .asString()
                    .isEqualTo("\\x41");
            holding("bytes", "bytea", "'\\x41'", fresh -> {
                assertThat(await(Everything_.find(1L)).bytes).asString().isEqualTo("A");
                fresh.execute("UPDATE \"everything\" SET \"bytes\" = '\\x5c5c78343142'");
                assertThat(await(Everything_.find(1L)).bytes).asString().isEqualTo("\\\\x41B");
            });
        }
    }
}
