package io.fluxrecord.dialect.mariadb;

import io.fluxrecord.catalog.Difference.Kind;
import io.fluxrecord.tck.ColumnProbe;
import io.fluxrecord.tck.TestBed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which types of columns are told to hold all that a property can be, and that they do. */
@EnabledIf(
        value = "io.fluxrecord.dialect.mariadb.MariadbServer#isAvailable",
        disabledReason = "MariaDB can be unpacked on Linux x86-64 alone; FLUXRECORD_MARIADB_URL may name a server")
final class HeldTypeTests {

    private static final ColumnProbe PROBE =
            new ColumnProbe(new TestBed(MariadbServer.connectionFactory(), new MariadbCapabilities()));

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "date | datetime(6) |",
                "maybeTruth | tinyint |",
                "maybeTruth | tinyint unsigned | TYPE",
                "uuid | set('RED', 'GREEN') | TYPE",
                "uuid | char(40) |",
                "offsetTime | char(40) |",
                "json | char(40) character set utf8mb4 | LENGTH",
                "mediums | text character set ascii |",
                "maybeTiny | tinyint(1) |",
                "maybeTiny | tinyint |",
                "maybeTiny | float |",
                "maybeTiny | year | TYPE",
                "maybeSmall | tinyint | TYPE",
                "maybeSmall | tinyint unsigned | TYPE",
                "maybeSmall | smallint unsigned |",
                "maybeSmall | year | TYPE",
                "maybeSmall | float |",
                "maybeMedium | mediumint | TYPE",
                "maybeMedium | mediumint unsigned | TYPE",
                "maybeMedium | smallint unsigned | TYPE",
                "maybeMedium | int unsigned |",
                "maybeMedium | float | TYPE",
                "maybeMedium | double |",
                "maybeLarge | int unsigned | TYPE",
                "maybeLarge | bigint unsigned |",
                "maybeLarge | double | TYPE",
                "price | decimal(10,2) unsigned |",
                "maybeLetter | char(1) | TYPE",
                "maybeLetter | varchar(1) character set utf8mb4 |",
                "text | char(10) character set utf8mb4 | TYPE",
                "text | varchar(10) character set utf8mb4 |",
                "text | varchar(10) character set ascii | TYPE",
                "text | varchar(10) character set latin1 | TYPE",
                "text | enum('RED', 'GREEN') | TYPE",
                "text | set('RED', 'GREEN') | TYPE",
                "color | enum('RED', 'GREEN') |",
                "color | enum('GREEN', 'RED', 'BLUE') |",
                "color | enum('RED') | TYPE",
                "json | enum('RED', 'GREEN') | TYPE",
                "json | varchar(10) character set utf8mb4 | LENGTH",
                "texts | enum('RED', 'GREEN') | TYPE",
                "bytes | binary(255) | TYPE",
                "bytes | varbinary(2) | LENGTH",
                "bytes | blob |",
                "date | timestamp NULL | TYPE",
                "dateTime | timestamp(6) NULL | TYPE",
                "instant | timestamp(6) NULL | TYPE",
                "instant | datetime(6) |",
                "length | time(6) |",
                "length | time(3) | SECOND_DIGITS",
                "length | time | SECOND_DIGITS",
                "length | datetime(6) | TYPE",
                "rest | time |"
            })
    void columnHoldsWhatThePropertyCanBe(String property, String type, @Nullable Kind kind) {
        PROBE.verify(property, type, kind);
    }
}
