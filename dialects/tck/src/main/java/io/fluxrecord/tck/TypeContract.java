package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.error.MappingException;
import io.fluxrecord.query.Condition;
import io.fluxrecord.tck.model.Color;
import io.fluxrecord.tck.model.Everything;
import io.fluxrecord.tck.model.Everything_;
import io.fluxrecord.tck.model.Scalars;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Values of every type, ordinary ones and those at the edges: each comes back as it went in, or is refused. */
public interface TypeContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Everything_.model());
    }

    private Everything roundTrip(Everything record) {
        await(record.save());
        Everything found = await(Everything_.find(record.id));
        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("state")
                .withEqualsForType(Float::equals, Float.class)
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(record);
        assertThat(found.changes()).isEmpty();
        return found;
    }

    /** Return a record without a null. */
    static Everything full() {
        Everything record = fill(new Everything());
        record.bytes = new byte[] {0, 1, -1, 127, -128};
        record.buffer = ByteBuffer.wrap(new byte[] {5, 6, 7});
        record.texts = new String[] {"a", "", "c,d", "\"e\"", "{f}"};
        return record;
    }

    /** Fill all of a record's columns that an array can be made of. */
    static <T extends Scalars<T>> T fill(T record) {
        record.truth = true;
        record.tiny = 1;
        record.small = 2;
        record.medium = 3;
        record.large = 4;
        record.single = 1.5f;
        record.twofold = 2.5;
        record.letter = 'é';
        record.maybeTruth = true;
        record.maybeTiny = -1;
        record.maybeSmall = -2;
        record.maybeMedium = -3;
        record.maybeLarge = -4L;
        record.maybeSingle = -1.5f;
        record.maybeTwofold = -2.5;
        record.maybeLetter = '"';
        record.text = "text";
        record.longText = "long";
        record.json = "{\"a\": [1, 2.50, null, \"x\"]}";
        record.amount = new BigDecimal("12345678901234567890.123456789");
        record.price = new BigDecimal("99999999.99");
        record.huge = BigInteger.TWO.pow(100);
        record.uuid = UUID.fromString("ffffffff-ffff-4fff-bfff-ffffffffffff");
        record.date = LocalDate.of(2024, 2, 29);
        record.time = LocalTime.of(23, 59, 59, 999_999_000);
        record.offsetTime = OffsetTime.of(12, 0, 0, 1_000, ZoneOffset.ofHoursMinutes(-3, -30));
        record.dateTime = LocalDateTime.of(1999, 12, 31, 23, 59, 59, 123_456_000);
        record.offsetDateTime = OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 1_000, ZoneOffset.UTC);
        record.instant = Instant.parse("2026-06-30T23:59:59.999999Z");
        record.color = Color.GREEN;
        return record;
    }

    @Test
    default void everyTypeComesBackAsItWentIn() {
        Everything record = full();
        String json = record.json;
        await(record.save());
        Everything found = await(Everything_.find(record.id));
        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("state", "json", "offsetDateTime")
                .isEqualTo(record);
        assertThat(found.json.replaceAll("\\s", "")).isEqualTo(json.replaceAll("\\s", ""));
        // A database keeps the instant of a time with an offset; PostgreSQL keeps no more than that.
        assertThat(found.offsetDateTime.toInstant()).isEqualTo(record.offsetDateTime.toInstant());
        assertThat(found.changes()).isEmpty();
    }

    @Test
    default void nullOfEveryTypeComesBackAsNull() {
        Everything found = roundTrip(new Everything());
        assertThat(found.text).isNull();
        assertThat(found.texts).isNull();
        assertThat(found.maybeLetter).isNull();

        Everything emptied = full();
        await(emptied.save());
        Everything blank = new Everything();
        blank.id = emptied.id;
        emptied.maybeTruth = null;
        emptied.text = null;
        emptied.json = null;
        emptied.amount = null;
        emptied.uuid = null;
        emptied.instant = null;
        emptied.bytes = null;
        emptied.texts = null;
        emptied.color = null;
        await(emptied.save());
        Everything again = await(Everything_.find(emptied.id));
        assertThat(again.json).isNull();
        assertThat(again.bytes).isNull();
        assertThat(again.color).isNull();
        assertThat(again.date).isEqualTo(emptied.date);
    }

    @Test
    default void numbersAtTheEdgesOfTheirTypesComeBack() {
        Everything least = new Everything();
        least.tiny = Byte.MIN_VALUE;
        least.small = Short.MIN_VALUE;
        least.medium = Integer.MIN_VALUE;
        least.large = Long.MIN_VALUE;
        least.single = Float.MIN_VALUE;
        least.twofold = Double.MIN_VALUE;
        int before = Math.min(100, bed().capabilities().digitsBeforePoint());
        int after = Math.min(36, bed().capabilities().digitsAfterPoint());
        least.amount = BigDecimal.ONE.movePointLeft(after).negate();
        least.huge = BigInteger.TEN.pow(before - 1).negate();
        roundTrip(least);
        Everything greatest = new Everything();
        greatest.tiny = Byte.MAX_VALUE;
        greatest.small = Short.MAX_VALUE;
        greatest.medium = Integer.MAX_VALUE;
        greatest.large = Long.MAX_VALUE;
        greatest.single = Float.MAX_VALUE;
        greatest.twofold = Double.MAX_VALUE;
        greatest.amount = new BigDecimal("9".repeat(before));
        roundTrip(greatest);
    }

    @Test
    default void whatIsNoNumberComesBackOrIsRefused() {
        Everything odd = new Everything();
        odd.maybeSingle = Float.NaN;
        odd.twofold = Double.NEGATIVE_INFINITY;
        odd.maybeTwofold = Double.NaN;
        if (bed().capabilities().hasNoNumbers()) {
            roundTrip(odd);
            return;
        }
        isRefused(odd, "Everything.twofold");
        odd.twofold = 0;
        isRefused(odd, "Everything.maybeSingle");
        odd.maybeSingle = null;
        isRefused(odd, "Everything.maybeTwofold");
        odd.maybeTwofold = null;
        roundTrip(odd);
    }

    @Test
    default void decimalWithMoreDigitsThanItsDatabaseHasIsRefused() {
        Everything record = new Everything();
        record.amount = BigDecimal.TEN.pow(bed().capabilities().digitsBeforePoint());
        if (bed().capabilities().digitsBeforePoint() < 1000) {
            isRefused(record, "Everything.amount");
        }
        record.amount = BigDecimal.ONE.movePointLeft(bed().capabilities().digitsAfterPoint() + 1);
        if (bed().capabilities().digitsAfterPoint() < 1000) {
            isRefused(record, "Everything.amount");
        }
        record.amount = null;
        roundTrip(record);
    }

    @Test
    default void uuidOfAnotherVariantComesBackOrIsRefused() {
        Everything record = new Everything();
        record.uuid = UUID.fromString("56b21cc6-dcc9-81dd-4c93-89a0e6e47d04");
        if (bed().capabilities().hasUuidsOfEveryVariant()) {
            roundTrip(record);
        } else {
            isRefused(record, "Everything.uuid");
        }
    }

    private static void isRefused(Everything record, String property) {
        StepVerifier.create(record.save())
                .verifyErrorSatisfies(error ->
                        assertThat(error).isInstanceOf(MappingException.class).hasMessageContaining(property));
        assertThat(record.stored()).isFalse();
    }

    @Test
    default void numberTooGreatForItsColumnIsRefused() {
        Everything record = new Everything();
        record.price = new BigDecimal("100000000.00");
        StepVerifier.create(record.save()).verifyError(MappingException.class);
        assertThat(record.stored()).isFalse();
        assertThat(await(Everything_.query().count())).isZero();
    }

    @Test
    default void datesAtTheEdgesComeBack() {
        Everything record = new Everything();
        record.date = LocalDate.of(1, 1, 1);
        record.dateTime = LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000);
        record.time = LocalTime.MIDNIGHT;
        record.instant = Instant.parse("1583-01-01T00:00:00Z");
        roundTrip(record);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "O'Reilly \"quoted\" `back` $1 ? :name ; -- /* */ \\",
                "line\nbreak\r\n\ttab",
                "👩‍👩‍👧‍👦 🏴‍☠️ é ß 漢字 עברית",
                "\u0001\u001f\u007f\uffff"
            })
    default void textComesBackToTheLastCharacter(String text) {
        Everything record = new Everything();
        record.text = text;
        record.longText = text;
        record.texts = new String[] {text, text};
        roundTrip(record);
        assertThat(await(Everything_.query().where(Everything_.text.eq(text)).count()))
                .isEqualTo(1);
    }

    @Test
    default void tenMegabytesOfTextAndBytesComeBack() {
        Everything record = new Everything();
        record.longText = "0123456789é".repeat(900_000);
        record.bytes = "0123456789".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
        assertThat(record.longText.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(10_000_000);
        await(record.save());
        Everything found = await(Everything_.find(record.id));
        // Compared by hand: the message of a failed assertion would hold it all.
        assertThat(found.longText.equals(record.longText)).isTrue();
        assertThat(Arrays.equals(found.bytes, record.bytes)).isTrue();
        assertThat(found.changes()).isEmpty();
    }

    @Test
    default void nulCharacterComesBackOrIsAClearError() {
        Everything record = new Everything();
        record.text = "before\0after";
        Boolean kept = await(record.save()
                .then(Mono.defer(() -> Everything_.find(record.id)))
                .map(found -> found.text.equals(record.text))
                .onErrorResume(error -> {
                    assertThat(error)
                            .isInstanceOf(MappingException.class)
                            .hasMessageContainingAll("Everything.text", "U+0000")
                            .hasMessageNotContaining("after");
                    return Mono.just(false);
                }));
        assertThat(record.stored()).isEqualTo(kept);
    }

    @Test
    default void brokenJsonIsAnErrorOfTheDriver() {
        Everything record = new Everything();
        record.json = "{broken";
        StepVerifier.create(record.save()).verifyError();
        assertThat(record.stored()).isFalse();
    }

    /** A condition for each comparable type, which the full record meets. */
    static Stream<Condition<Everything>> conditions() {
        Everything full = full();
        return Stream.of(
                Everything_.truth.eq(true),
                Everything_.tiny.in(List.of((byte) 1, (byte) 9)),
                Everything_.small.in((short) 2, (short) 3),
                Everything_.medium.between(1, 3),
                Everything_.large.in(4L),
                Everything_.single.ge(1.5f),
                Everything_.twofold.in(2.5, 3.5),
                Everything_.letter.eq('é'),
                Everything_.maybeLetter.in('"', 'x'),
                Everything_.amount.in(full.amount, BigDecimal.ONE),
                Everything_.price.gt(new BigDecimal("99999999.98")),
                Everything_.huge.eq(full.huge),
                Everything_.uuid.in(full.uuid, new UUID(0, 0)),
                Everything_.date.in(full.date),
                Everything_.time.eq(full.time),
                Everything_.offsetTime.eq(full.offsetTime),
                Everything_.dateTime.in(full.dateTime, full.dateTime.plusDays(1)),
                Everything_.offsetDateTime.in(full.offsetDateTime),
                Everything_.instant.in(full.instant, Instant.EPOCH),
                Everything_.instant.between(full.instant, full.instant),
                Everything_.bytes.eq(full.bytes),
                Everything_.bytes.in(full.bytes, new byte[] {1}),
                Everything_.bytes.notIn(new byte[] {1}, new byte[] {2, 3}),
                Everything_.color.in(Color.GREEN),
                Everything_.text.in(List.of("text", "other")));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    default void everyComparableTypeCanBeAskedFor(Condition<Everything> condition) {
        await(full().save());
        await(new Everything().save());
        assertThat(await(Everything_.query().where(condition).all())).hasSize(1);
    }
}
