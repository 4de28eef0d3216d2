package io.fluxrecord.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxrecord.dialect.PlainDialect;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.scripted.ScriptedRow;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import io.r2dbc.spi.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a driver answers for a column is read exactly, or refused without the value in the message. */
@NullUnmarked
class RowReaderTests {

    /** How one type is read; a reader remembers of its columns what they hold, so each read has its own. */
    @FunctionalInterface
    private interface Read {
        Object of(RowReader reader, Row row, int index);
    }

    private static Object read(Read read, Object held) {
        return read.of(new RowReader(new TwoColumns(), new PlainDialect()), ScriptedRow.of(held), 0);
    }

    private static Arguments exact(String name, Read read, Object held, Object expected) {
        return Arguments.of(name, read, held, expected);
    }

    static List<Arguments> exactValues() {
        return List.of(
                exact("smallint", RowReader::smallint, 7L, (short) 7),
                exact("tinyint", RowReader::tinyint, -128, (short) -128),
                exact("integer", RowReader::integer, new BigDecimal("7.0"), 7),
                exact("bigint", RowReader::bigint, (short) 7, 7L),
                exact("real", RowReader::real, 0.1d, 0.1f),
                exact("real", RowReader::real, Double.NaN, Float.NaN),
                exact("double", RowReader::doublePrecision, 0.1f, (double) 0.1f),
                exact("double", RowReader::doublePrecision, new BigDecimal("0.1"), 0.1d),
                exact("decimal", RowReader::decimal, 7, new BigDecimal("7")),
                exact("integral", RowReader::integral, new BigDecimal("7.00"), new BigDecimal("7")),
                exact("text", RowReader::text, "text", "text"),
                exact("character", RowReader::character, "c", "c"),
                exact("json", RowReader::json, "{}", "{}"),
                exact(
                        "date",
                        RowReader::date,
                        LocalDateTime.parse("2026-11-26T00:00:00"),
                        LocalDate.parse("2026-11-26")),
                exact("time", RowReader::time, LocalTime.NOON, LocalTime.NOON),
                exact("texts", RowReader::texts, new Object[] {"a", null}, new String[] {"a", null}),
                exact("bytes", RowReader::bytes, new byte[] {1}, new byte[] {1}));
    }

    @ParameterizedTest(name = "{0} of {2}")
    @MethodSource("exactValues")
    void valueIsReadExactly(String name, Read read, Object held, Object expected) {
        assertThat(read(read, held)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exactValues")
    void nullIsNull(String name, Read read) {
        assertThat(read(read, null)).isNull();
    }

    private static Arguments refused(String name, Read read, Object held) {
        return Arguments.of(name, read, held);
    }

    static List<Arguments> valuesThatDoNotFit() {
        return List.of(
                refused("smallint", RowReader::smallint, 32_768),
                refused("tinyint", RowReader::tinyint, (short) 128),
                refused("integer", RowReader::integer, 2_147_483_648L),
                refused("integer", RowReader::integer, new BigDecimal("7.5")),
                refused("integer", RowReader::integer, "4711"),
                refused("bigint", RowReader::bigint, new BigDecimal("9223372036854775808")),
                refused("real", RowReader::real, 16_777_217),
                refused("double", RowReader::doublePrecision, 9_007_199_254_740_993L),
                refused("decimal", RowReader::decimal, Double.NaN),
                refused("integral", RowReader::integral, new BigDecimal("7.5")),
                refused("text", RowReader::text, 4711),
                refused("character", RowReader::character, "47"),
                refused("date", RowReader::date, LocalDateTime.parse("2026-11-26T12:00:00")),
                refused("time", RowReader::time, OffsetDateTime.parse("2026-11-26T12:00:00Z")),
                refused("instant", RowReader::instant, LocalDateTime.parse("2026-11-26T12:00:00")),
                refused("bytes", RowReader::bytes, "4711"),
                refused("texts", RowReader::texts, "4711"));
    }

    @ParameterizedTest(name = "{0} of {2}")
    @MethodSource("valuesThatDoNotFit")
    void valueThatDoesNotFitIsRefusedAndNotShown(String name, Read read, Object held) {
        assertThatThrownBy(() -> read(read, held))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("Gauge.reading")
                .hasMessageContaining("column held of table gauges")
                .hasMessageNotContainingAny(held.toString(), "4711")
                .hasNoCause();
    }

    @ParameterizedTest(name = "{0} of {2}")
    @MethodSource("exactValues")
    void columnsAfterThoseOfAnotherModelAreReadTheSame(String name, Read read, Object held, Object expected) {
        RowReader later = new RowReader(new TwoColumns(), new PlainDialect(), 2);
        assertThat(read.of(later, ScriptedRow.of("other", "other", held), 0)).isEqualTo(expected);
    }

    @Test
    void dialectIsAskedForTheColumnOfTheRow() {
        RowReader later = new RowReader(new TwoColumns(), new Decoding(), 2);
        assertThatThrownBy(() -> later.integer(ScriptedRow.of("other", "other", 1, "4711"), 1))
                .hasMessageContaining("Gauge.unit");
        assertThat(later.texts(ScriptedRow.of("other", "other", 1, "a"), 1)).containsExactly("column 3");
    }

    @Test
    void timesOutsideOfOrdinaryYearsAreTheDialectsToSay() {
        RowReader reader = new RowReader(new TwoColumns(), new Decoding());
        assertThat(reader.date(ScriptedRow.of(LocalDate.MAX), 0)).isEqualTo(Decoding.DATE);
        assertThat(reader.date(ScriptedRow.of(LocalDate.parse("1582-12-31")), 0))
                .isEqualTo(Decoding.DATE);
        assertThat(reader.instant(ScriptedRow.of(Instant.MAX), 0)).isEqualTo(Decoding.INSTANT);
        LocalDate first = LocalDate.parse("1583-01-01");
        assertThat(reader.date(ScriptedRow.of(first), 0)).isEqualTo(first);
        Instant last = Instant.parse("9999-12-31T23:59:59.999999Z");
        assertThat(reader.instant(ScriptedRow.of(last), 0)).isEqualTo(last);
    }

    @Test
    void readerOfSomeColumnsNamesTheRightOne() {
        RowReader second = new RowReader(new TwoColumns(), new PlainDialect(), new int[] {1});
        assertThatThrownBy(() -> second.integer(ScriptedRow.of("4711"), 0)).hasMessageContaining("Gauge.unit");
    }

    /** Decodes what is out of the ordinary. */
    private static final class Decoding extends PlainDialect {

        private static final LocalDate DATE = LocalDate.EPOCH;
        private static final Instant INSTANT = Instant.EPOCH;

        @Override
        public Object decode(SqlType type, Object value, Row row, int index) {
            return switch (type) {
                case DATE -> DATE;
                case TEXT_ARRAY -> new String[] {"column " + index};
                case DECIMAL -> value;
                default -> INSTANT;
            };
        }
    }

    private static final class Gauge {}

    private static final class TwoColumns extends GeneratedMapping<Gauge> {

        TwoColumns() {
            super(Gauge.class, List.of(property("reading", "held"), property("unit", "unit")), List.of());
        }

        private static MappedProperty property(String name, String column) {
            Table table = new Table(null, "gauges");
            return new MappedProperty(
                    name, new Column(table, column, SqlType.BIGINT, 0, 0, 0, true, false), Role.PLAIN);
        }

        @Override
        public Gauge instantiate() {
            return new Gauge();
        }

        @Override
        public Object property(Gauge record, int column) {
            throw new IllegalStateException("not in the script");
        }

        @Override
        public Object[] fill(Gauge record, Row row, RowReader reader) {
            throw new IllegalStateException("not in the script");
        }
    }
}
