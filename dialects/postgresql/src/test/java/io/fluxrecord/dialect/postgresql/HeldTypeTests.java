package io.fluxrecord.dialect.postgresql;

import io.fluxrecord.catalog.Difference.Kind;
import io.fluxrecord.tck.ColumnProbe;
import io.fluxrecord.tck.TestBed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which types of columns are told to hold all that a property can be, and that they do. */
final class HeldTypeTests {

    private static final ColumnProbe PROBE = new ColumnProbe(new TestBed(PostgresqlServer.connectionFactory()));

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "date | timestamp(6) |",
                "maybeTiny | real |",
                "maybeSmall | real |",
                "maybeSmall | double precision |",
                "maybeMedium | double precision |",
                "maybeMedium | real | TYPE",
                "maybeMedium | oid | TYPE",
                "maybeLarge | oid | TYPE",
                "maybeLarge | double precision | TYPE",
                "maybeTwofold | numeric | TYPE",
                "maybeLetter | char(1) |",
                "maybeLetter | char(10) | TYPE",
                "text | char(10) | TYPE",
                "text | bpchar |",
                "text | varchar(10) |",
                "color | char(10) | TYPE",
                "color | varchar(10) |",
                "json | char(20) | TYPE",
                "json | varchar(10) | LENGTH",
                "json | json |",
                "texts | varchar(10)[] |",
                "texts | char(10)[] | TYPE",
                "amounts | numeric[] |",
                "amounts | numeric(10, 2)[] | DIGITS",
                "amounts | integer[] | DIGITS",
                "larges | integer[] | TYPE",
                "instants | timestamptz[] |",
                "instants | timestamptz(3)[] | SECOND_DIGITS",
                "length | interval |",
                "length | interval day to second |",
                "length | interval second(6) |",
                "length | interval(0) | SECOND_DIGITS",
                "length | interval day to second(3) | SECOND_DIGITS",
                "length | interval hour | TYPE",
                "length | interval year to month | TYPE",
                "rest | interval(0) |",
                "period | interval day |",
                "period | interval month | TYPE",
                "period | interval year | TYPE"
            })
    void columnHoldsWhatThePropertyCanBe(String property, String type, @Nullable Kind kind) {
        PROBE.verify(property, type, kind);
    }
}
