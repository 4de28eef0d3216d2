package io.fluxrecord.dialect.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fluxrecord.Database;
import io.fluxrecord.Schema;
import io.fluxrecord.catalog.Catalog;
import io.fluxrecord.catalog.CatalogColumn;
import io.fluxrecord.catalog.CatalogColumn.Generation;
import io.fluxrecord.catalog.CatalogSelection;
import io.fluxrecord.catalog.CatalogTable;
import io.fluxrecord.catalog.CatalogType;
import io.fluxrecord.catalog.Difference;
import io.fluxrecord.dialect.CatalogReader;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import io.fluxrecord.tck.model.LongDigits_;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.Result;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What the catalog tells of the things that H2 has and others lack. */
final class CatalogTests {

    private static CatalogTable table(String... ddl) {
        Table asked = new Table("PUBLIC", "ODD");
        Mono<Catalog> catalog = Mono.usingWhen(
                ConnectionFactories.get("r2dbc:h2:mem:///catalog").create(),
                connection -> Flux.just(ddl)
                        .concatMap(sql -> connection.createStatement(sql).execute())
                        .concatMap(Result::getRowsUpdated)
                        .then(Mono.from(new H2Dialect()
                                .catalog()
                                .read(connection, CatalogSelection.named(List.of(asked), List.of())))),
                Connection::close);
        return Objects.requireNonNull(Objects.requireNonNull(catalog.block()).table(asked));
    }

    @Test
    void typesAreToldWithWhatTheyHold() {
        CatalogTable table = table(
                "CREATE DOMAIN price AS NUMERIC(9, 2)",
                "CREATE TABLE odd (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mood ENUM('sad', 'it''s ok'),"
                        + " cost price, names CHARACTER VARYING(9) ARRAY, numbers NUMERIC(10, 2) ARRAY, seconds INTERVAL SECOND(5, 2), months INTERVAL YEAR(4) TO MONTH, tiny TINYINT,"
                        + " free DECFLOAT(20), at TIMESTAMP(3) WITH TIME ZONE, span INTERVAL DAY(4) TO SECOND(3),"
                        + " code CHAR(7) DEFAULT 'x')",
                "COMMENT ON TABLE odd IS 'a table'",
                "COMMENT ON COLUMN odd.code IS 'a column'");
        assertThat(table.comment()).isEqualTo("a table");
        assertThat(table.columns())
                .extracting(CatalogColumn::name, CatalogColumn::type)
                .containsExactly(
                        tuple("ID", CatalogType.plain("BIGINT", SqlType.BIGINT)),
                        tuple(
                                "MOOD",
                                new CatalogType("ENUM('sad', 'it''s ok')", null, 0, 0, 0, List.of("sad", "it's ok"))),
                        tuple("COST", CatalogType.of("NUMERIC(9, 2)", SqlType.DECIMAL, 0, 9, 2)),
                        tuple(
                                "NAMES",
                                CatalogType.plain("CHARACTER VARYING(9) ARRAY", SqlType.TEXT_ARRAY)
                                        .withElement(CatalogType.of("CHARACTER VARYING(9)", SqlType.TEXT, 9, 0, 0))),
                        tuple(
                                "NUMBERS",
                                CatalogType.plain("NUMERIC(10, 2) ARRAY", null)
                                        .withElement(CatalogType.of("NUMERIC(10, 2)", SqlType.DECIMAL, 0, 10, 2))),
                        tuple("SECONDS", CatalogType.of("INTERVAL SECOND(5, 2)", SqlType.DURATION, 0, 5, 2)),
                        tuple("MONTHS", CatalogType.of("INTERVAL YEAR(4) TO MONTH", SqlType.PERIOD, 0, 5, 0)),
                        tuple(
                                "TINY",
                                CatalogType.plain("TINYINT", SqlType.SMALLINT).withBits(7)),
                        tuple("FREE", CatalogType.of("DECFLOAT(20)", SqlType.DECIMAL, 0, 20, CatalogType.ANY)),
                        tuple(
                                "AT",
                                CatalogType.of(
                                        "TIMESTAMP(3) WITH TIME ZONE", SqlType.TIMESTAMP_WITH_TIME_ZONE, 0, 0, 3)),
                        tuple("SPAN", CatalogType.of("INTERVAL DAY(4) TO SECOND(3)", SqlType.DURATION, 0, 8, 3)),
                        tuple(
                                "CODE",
                                CatalogType.of("CHARACTER(7)", SqlType.TEXT, 7, 0, 0)
                                        .padded(true)));
        assertThat(table.columns().get(0).generation()).isEqualTo(Generation.IDENTITY_ALWAYS);
        assertThat(table.columns().get(11).defaultExpression()).isEqualTo("'x'");
        assertThat(table.columns().get(11).comment()).isEqualTo("a column");
    }

    @Test
    void enumsAndIntervalsOfHoursAreText() {
        CatalogReader catalog = new H2Dialect().catalog();
        assertThat(Stream.of("ENUM('a', 'b')", "INTERVAL HOUR(2)", "GEOMETRY", "JAVA_OBJECT", "ENUM('a') ARRAY")
                        .filter(name -> catalog.isText(CatalogType.plain(name, null))))
                .containsExactly("ENUM('a', 'b')", "INTERVAL HOUR(2)");
    }

    @Test
    void decimalOfAsManyDigitsAsThereAreNeedsThemAll() {
        Database db = Database.connect("r2dbc:h2:mem:///digits?options=DB_CLOSE_DELAY=-1");
        StepVerifier.create(Schema.create(db, LongDigits_.model())).verifyComplete();
        StepVerifier.create(Schema.validate(db, LongDigits_.model())).verifyComplete();
        StepVerifier.create(Schema.drop(db, LongDigits_.model())).verifyComplete();
        StepVerifier.create(Mono.usingWhen(
                                ConnectionFactories.get("r2dbc:h2:mem:///digits")
                                        .create(),
                                connection -> Flux.from(connection
                                                .createStatement("CREATE TABLE \"long_digits\" (\"id\" BIGINT"
                                                        + " GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,"
                                                        + " \"decimal1000_at500\" DECFLOAT(999))")
                                                .execute())
                                        .concatMap(Result::getRowsUpdated)
                                        .then(),
                                Connection::close)
                        .thenMany(Schema.differences(db, LongDigits_.model()).map(Difference::kind)))
                .expectNext(Difference.Kind.DIGITS)
                .verifyComplete();
        db.close().block();
    }
}
