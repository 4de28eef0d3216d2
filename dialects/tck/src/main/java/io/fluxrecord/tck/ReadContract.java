package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.error.MappingException;
import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.tck.model.Everything;
import io.fluxrecord.tck.model.Everything_;
import io.fluxrecord.tck.model.Locker;
import io.fluxrecord.tck.model.Locker_;
import io.fluxrecord.tck.model.Parcel;
import io.fluxrecord.tck.model.Parcel_;
import io.fluxrecord.tck.model.Product;
import io.fluxrecord.tck.model.Product_;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Columns of other types than the model has: what they hold is read as it is, or refused by name. */
public interface ReadContract extends AlteredColumn {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "maybe_tiny | smallint | 300",
                "maybe_small | integer | 70000",
                "maybe_medium | bigint | 99999999999",
                "maybe_medium | numeric(10, 2) | 1.5",
                "maybe_medium | varchar(5) | '7'",
                "maybe_large | numeric(30, 5) | 1.5",
                "maybe_large | numeric(30, 0) | 10000000000000000000000000",
                "maybe_large | double precision | 1e30",
                "maybe_large | real | 1.5",
                "maybe_single | double precision | 0.1234567890123",
                "maybe_single | double precision | 1e300",
                "maybe_single | integer | 16777217",
                "maybe_twofold | bigint | 9007199254740993",
                "maybe_twofold | numeric(30, 20) | 0.12345678901234567891",
                "amount | varchar(5) | '1.5'",
                "huge | numeric(10, 2) | 1.5",
                "huge | double precision | 0.5",
                "maybe_truth | integer | 1",
                "maybe_letter | varchar(5) | 'qz'",
                "maybe_letter | varchar(5) | ''",
                "date | timestamp | TIMESTAMP '2024-02-29 12:00:00'",
                "time | timestamp | TIMESTAMP '2024-02-29 12:00:00'",
                "maybe_letter | smallint | 7",
                "maybe_letter | boolean | true",
                "json | smallint | 71",
                "json | uuid | '6cf0bd22-6f3e-4e5a-9a34-5d8b1c3b0a11'",
                "offset_time | timestamp | TIMESTAMP '2024-02-29 12:00:00'",
                "offset_time | timestamp with time zone | TIMESTAMP WITH TIME ZONE '2024-02-29 12:00:00+02'",
                "date_time | timestamp with time zone | TIMESTAMP WITH TIME ZONE '2024-02-29 12:00:00+02'",
                "date | timestamp with time zone | TIMESTAMP WITH TIME ZONE '2024-02-29 00:00:00+00'",
                "time | time with time zone | TIME WITH TIME ZONE '12:00:00+02'",
                "instant | date | DATE '2024-02-29'",
                "offset_date_time | date | DATE '2024-02-29'",
                "instant | time | TIME '12:00:00'",
                "bytes | varchar(5) | 'qzq'",
                "buffer | bigint | 7",
                "texts | varchar(9) | '{qz,qq}'",
                "texts | integer array | ARRAY[71, 72]",
                "color | varchar(9) | 'PLATINUM'"
            })
    default void whatDoesNotFitIsRefusedByName(String column, String type, String value) {
        if (type.endsWith("with time zone") && !bed().capabilities().hasTimeWithTimeZone()) {
            return; // There is no such column.
        }
        if (type.equals("uuid") && bed().capabilities().hasUuidsAsText()) {
            return; // To the driver it is text, as JSON is.
        }
        String property = AlteredColumn.property(column);
        assertThat(refused(column, type, value, property))
                .contains("column " + column, "table everything")
                .doesNotContain(value.length() < 3 ? "qz" : value.replace("'", ""), "qz", "71");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "maybe_tiny | smallint | -128 | -128",
                "maybe_small | integer | 7 | 7",
                "maybe_medium | bigint | -2147483648 | -2147483648",
                "maybe_medium | smallint | 7 | 7",
                "maybe_medium | numeric(10, 2) | 7.00 | 7",
                "maybe_large | integer | 7 | 7",
                "maybe_large | numeric(30, 5) | 9223372036854775807 | 9223372036854775807",
                "maybe_large | double precision | 3 | 3",
                "maybe_single | double precision | 0.1 | 0.1",
                "maybe_single | double precision | 0.5 | 0.5",
                "maybe_single | smallint | 3 | 3.0",
                "maybe_twofold | numeric(10, 3) | 0.1 | 0.1",
                "maybe_twofold | real | 0.5 | 0.5",
                "maybe_twofold | bigint | 9007199254740992 | 9.007199254740992E15",
                "amount | bigint | 9007199254740993 | 9007199254740993",
                "amount | integer | 0 | 0",
                "amount | double precision | 0.5 | 0.5",
                "huge | bigint | 9007199254740993 | 9007199254740993",
                "maybe_letter | char(1) | 'x' | x",
                "date | timestamp | TIMESTAMP '2024-02-29 00:00:00' | 2024-02-29",
                "date_time | date | DATE '2024-02-29' | 2024-02-29T00:00",
                "color | char(5) | 'GREEN' | GREEN"
            })
    default void whatFitsIsReadAsItIs(String column, String type, String value, String expected) {
        Everything found = found(column, type, value);
        String property = AlteredColumn.property(column);
        assertThat(found).extracting(property).hasToString(expected);
    }

    @Test
    default void textOfAFixedLengthIsReadAsTheDatabaseGivesIt() {
        assertThat(found("text", "char(3)", "'x'").text)
                .isEqualTo(bed().capabilities().padsText() ? "x  " : "x");
    }

    /** Where a driver cannot tell text from a UUID, text that is one is read as it. */
    @Test
    default void textWhereAUuidIsWantedIsRefusedUnlessItIsOne() {
        assertThat(refused("uuid", "varchar(40)", "'qz'", "uuid")).doesNotContain("qz");
        String uuid = "6cf0bd22-6f3e-4e5a-9a34-5d8b1c3b0a11";
        if (bed().capabilities().hasUuidsAsText()) {
            assertThat(found("uuid", "varchar(40)", "'" + uuid + "'").uuid).hasToString(uuid);
        } else {
            assertThat(refused("uuid", "varchar(40)", "'" + uuid + "'", "uuid")).doesNotContain(uuid);
        }
    }

    @Test
    default void nullOfAnotherTypeIsNull() {
        assertThat(found("maybe_medium", "bigint", "NULL").maybeMedium).isNull();
        assertThat(found("texts", "integer array", "NULL").texts).isNull();
        assertThat(found("text", "bigint", "NULL").text).isNull();
        assertThat(found("date", "timestamp", "NULL").date).isNull();
    }

    @Test
    default void reloadThatIsRefusedLeavesTheRecordAsItWas() {
        holding("maybe_medium", "bigint", "7", fresh -> {
            Everything record = await(Everything_.find(1L));
            record.text = "mine";
            fresh.execute("UPDATE \"everything\" SET \"truth\" = false, \"maybe_medium\" = 99999999999");
            assertThat(AlteredColumn.refusal(record::reload, "maybeMedium")).contains("Integer");
            assertThat(record.truth).isTrue();
            assertThat(record.maybeMedium).isEqualTo(7);
            assertThat(record.changes()).containsExactly("text");
            await(record.save());
            assertThat(record.changes()).isEmpty();
        });
    }

    @Test
    default void transactionGoesOnAfterARowThatIsRefused() {
        holding("maybe_medium", "bigint", "99999999999", fresh -> {
            Mono<Long> counted = Everything_.find(1L)
                    .onErrorResume(MappingException.class, refused -> Mono.empty())
                    .then(Everything_.query().update(Everything_.truth.set(false)));
            assertThat(await(fresh.database().transaction(() -> counted))).isEqualTo(1);
            fresh.awaitIdle();
        });
    }

    @Test
    default void valueThatTheModelRefusesIsNamedAndNotShown() {
        bed().prepare(Parcel_.model());
        bed().execute("INSERT INTO \"parcel\" (\"weight\", \"size_width\", \"size_height\") VALUES (-77, 1, 2)");
        bed().execute("INSERT INTO \"parcel\" (\"weight\", \"size_width\", \"size_height\") VALUES (7, 77, 2)");
        StepVerifier.create(Parcel_.find(1))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(MappingException.class)
                        .hasMessageContainingAll("Parcel.weight", "column weight", "IllegalArgumentException")
                        .hasMessageNotContaining("77")
                        .hasNoCause())
                .verify();
        StepVerifier.create(Parcel_.find(2))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(MappingException.class)
                        .hasMessageContainingAll(
                                "Parcel.size ",
                                "size_width, size_height, size_depth",
                                "table parcel",
                                "IllegalStateException")
                        .hasMessageNotContaining("77")
                        .hasNoCause())
                .verify();
    }

    @Test
    default void generatedKeyThatDoesNotFitIsRefused() {
        TestBed fresh = bed().fresh();
        try {
            fresh.prepare(Parcel_.model());
            fresh.execute("ALTER TABLE \"parcel\" DROP COLUMN \"id\"");
            fresh.execute("ALTER TABLE \"parcel\" ADD COLUMN \"id\" BIGINT GENERATED BY DEFAULT AS IDENTITY"
                    + " (START WITH 3000000000)");
            List<Parcel> parcels = List.of(new Parcel(), new Parcel(), new Parcel(), new Parcel());
            for (Publisher<Parcel> insert : List.of(
                    parcels.get(0).save(),
                    Parcel_.insertAll(Flux.just(parcels.get(1))),
                    Parcel_.insertAll(Flux.fromIterable(parcels.subList(2, 4))))) {
                StepVerifier.create(insert)
                        .expectErrorSatisfies(error -> assertThat(error)
                                .isInstanceOf(MappingException.class)
                                .hasMessageContainingAll("Parcel.id", "column id", "Integer")
                                .hasMessageNotContaining("3000"))
                        .verify();
            }
            assertThat(parcels).noneMatch(Parcel::stored);
            fresh.awaitIdle();
        } finally {
            fresh.pool().disposeLater().block();
        }
    }

    @Test
    default void versionAndTimesOfOtherTypesAreRead() {
        TestBed fresh = bed().fresh();
        try {
            fresh.prepare(Product_.model());
            fresh.execute("ALTER TABLE \"products\" DROP COLUMN \"version\"");
            fresh.execute("ALTER TABLE \"products\" ADD COLUMN \"version\" INTEGER");
            Product product = await(new Product("lamp", "9.90", 7).save());
            Product stale = await(Product_.find(product.getId()));
            product.inventory = 8;
            await(product.save());
            stale.inventory = 9;
            StepVerifier.create(stale.save()).verifyError(VersionConflictException.class);
            assertThat(await(Product_.find(product.getId())).getVersion()).isEqualTo(2);
        } finally {
            fresh.pool().disposeLater().block();
        }
    }

    @Test
    default void sequenceOfAnotherTypeGivesKeys() {
        bed().prepare(Locker_.model());
        bed().execute("DROP TABLE \"locker\"");
        bed().execute("DROP SEQUENCE IF EXISTS \"locker_number_seq\"");
        bed().execute("CREATE SEQUENCE \"locker_number_seq\" AS INTEGER");
        bed().execute("CREATE TABLE \"locker\" (\"number\" SMALLINT PRIMARY KEY, \"taken\" BOOLEAN NOT NULL)");
        assertThat(await(new Locker().save()).number).isEqualTo((short) 1);
        assertThat(await(Locker_.insertAll(Flux.range(0, 3).map(i -> new Locker()))))
                .extracting(locker -> locker.number)
                .containsExactly((short) 2, (short) 3, (short) 4);
    }
}
