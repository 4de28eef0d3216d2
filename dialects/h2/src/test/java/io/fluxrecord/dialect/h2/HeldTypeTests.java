package io.fluxrecord.dialect.h2;

import io.fluxrecord.catalog.Difference.Kind;
import io.fluxrecord.tck.ColumnProbe;
import io.fluxrecord.tck.TestBed;
import io.r2dbc.spi.ConnectionFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which types of columns are told to hold all that a property can be, and that they do. */
final class HeldTypeTests {

    private static final ColumnProbe PROBE = new ColumnProbe(new TestBed(
            ConnectionFactories.get("r2dbc:h2:mem:///held_types?options=DB_CLOSE_DELAY=-1"),
            new H2ContractTests.OfH2()));

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "date | TIMESTAMP(6) |",
                "maybeTiny | TINYINT |",
                "maybeTiny | REAL |",
                "maybeSmall | TINYINT | TYPE",
                "maybeSmall | REAL |",
                "maybeSmall | DOUBLE PRECISION |",
                "maybeMedium | DOUBLE PRECISION |",
                "maybeMedium | REAL | TYPE",
                "maybeLarge | DOUBLE PRECISION | TYPE",
                "maybeSingle | DECFLOAT(9) |",
                "maybeSingle | DECFLOAT(6) | TYPE",
                "maybeTwofold | DECFLOAT |",
                "maybeTwofold | DECFLOAT(16) | TYPE",
                "maybeLetter | CHAR(1) |",
                "maybeLetter | CHAR(10) | TYPE",
                "text | CHAR(10) | TYPE",
                "text | VARCHAR(10) |",
                "text | ENUM('RED', 'GREEN') | TYPE",
                "color | ENUM('RED', 'GREEN') | TYPE",
                "color | VARCHAR(10) |",
                "json | CHAR(20) | TYPE",
                "json | VARCHAR(10) | LENGTH",
                "bytes | BINARY(300) | TYPE",
                "bytes | VARBINARY(2) | LENGTH",
                "bytes | BLOB |",
                "texts | VARCHAR(10) ARRAY |",
                "texts | CHAR(10) ARRAY | TYPE",
                "texts | VARCHAR ARRAY[1] | TYPE",
                "amounts | INTEGER ARRAY | DIGITS",
                "amounts | NUMERIC(10, 2) ARRAY | DIGITS",
                "larges | INTEGER ARRAY | TYPE",
                "mediums | BIGINT ARRAY |",
                "length | INTERVAL SECOND(18, 6) |",
                "length | INTERVAL DAY(18) TO SECOND(6) |",
                "length | INTERVAL DAY(18) TO SECOND(3) | SECOND_DIGITS",
                "length | INTERVAL SECOND | TYPE",
                "length | INTERVAL HOUR(18) | TYPE",
                "period | INTERVAL YEAR(18) TO MONTH |",
                "period | INTERVAL YEAR(18) | TYPE",
                "period | INTERVAL YEAR TO MONTH | TYPE"
            })
    void columnHoldsWhatThePropertyCanBe(String property, String type, @Nullable Kind kind) {
        PROBE.verify(property, type, kind);
    }
}
