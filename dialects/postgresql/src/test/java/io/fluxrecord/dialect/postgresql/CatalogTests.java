package io.fluxrecord.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fluxrecord.Database;
import io.fluxrecord.Schema;
import io.fluxrecord.catalog.Catalog;
import io.fluxrecord.catalog.CatalogColumn;
import io.fluxrecord.catalog.CatalogColumn.Generation;
import io.fluxrecord.catalog.CatalogIndex;
import io.fluxrecord.catalog.CatalogSelection;
import io.fluxrecord.catalog.CatalogTable;
import io.fluxrecord.catalog.CatalogType;
import io.fluxrecord.catalog.Difference;
import io.fluxrecord.catalog.Difference.Kind;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import io.fluxrecord.tck.TestBed;
import io.fluxrecord.tck.model.Country_;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What the catalog tells of the things that PostgreSQL has and others lack. */
final class CatalogTests {

    private static final String STRANGER = "fluxrecord_stranger";

    private static final TestBed BED = new TestBed(PostgresqlServer.connectionFactory());

    @BeforeEach
    void prepare() {
        dropAll();
        BED.execute("CREATE SCHEMA odd");
        BED.execute("CREATE TYPE odd.mood AS ENUM ('sad', 'it''s ok')");
        BED.execute("CREATE DOMAIN odd.price AS numeric(9, 2) NOT NULL");
        BED.execute("CREATE DOMAIN odd.cheap AS odd.price CHECK (VALUE < 10)");
        BED.execute("CREATE TABLE odd.t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, m odd.mood, c odd.cheap,"
                + " names varchar(9)[], net inet, at timestamptz(3), hundreds numeric(5, -2), free numeric,"
                + " code varchar(7) DEFAULT 'x', gone timestamptz)");
        BED.execute("COMMENT ON TABLE odd.t IS 'a table'");
        BED.execute("COMMENT ON COLUMN odd.t.code IS 'a column'");
        BED.execute("CREATE UNIQUE INDEX of_live ON odd.t (code) WHERE gone IS NULL");
        BED.execute("CREATE UNIQUE INDEX of_lower ON odd.t (id, lower(code))");
        BED.execute("CREATE UNIQUE INDEX of_c ON odd.t (code COLLATE \"C\")");
        BED.execute("CREATE UNIQUE INDEX covering ON odd.t (code) INCLUDE (at)");
        BED.execute("CREATE MATERIALIZED VIEW odd.m AS SELECT id FROM odd.t");
    }

    @AfterEach
    void dropAll() {
        BED.execute("DROP SCHEMA IF EXISTS odd CASCADE");
        BED.execute("DROP ROLE IF EXISTS " + STRANGER);
    }

    private static Catalog read(CatalogSelection selection) {
        return Objects.requireNonNull(Mono.usingWhen(
                        BED.pool().create(),
                        connection ->
                                Mono.from(new PostgresqlDialect().catalog().read(connection, selection)),
                        Connection::close)
                .block());
    }

    private static CatalogTable table(String name) {
        Table asked = new Table("odd", name);
        return Objects.requireNonNull(
                read(CatalogSelection.named(List.of(asked), List.of())).table(asked));
    }

    @Test
    void typesAreToldWithWhatTheyHold() {
        CatalogTable table = table("t");
        assertThat(table.comment()).isEqualTo("a table");
        assertThat(table.columns())
                .extracting(CatalogColumn::name, CatalogColumn::type, CatalogColumn::nullable)
                .containsExactly(
                        tuple("id", CatalogType.plain("bigint", SqlType.BIGINT), false),
                        tuple("m", new CatalogType("odd.mood", null, 0, 0, 0, List.of("sad", "it's ok")), true),
                        tuple("c", CatalogType.of("odd.cheap", SqlType.DECIMAL, 0, 9, 2), false),
                        tuple(
                                "names",
                                CatalogType.plain("character varying(9)[]", SqlType.TEXT_ARRAY)
                                        .withElement(CatalogType.of("character varying(9)", SqlType.TEXT, 9, 0, 0)),
                                true),
                        tuple("net", CatalogType.plain("inet", null), true),
                        tuple(
                                "at",
                                CatalogType.of(
                                        "timestamp(3) with time zone", SqlType.TIMESTAMP_WITH_TIME_ZONE, 0, 0, 3),
                                true),
                        tuple("hundreds", CatalogType.of("numeric(5,-2)", SqlType.DECIMAL, 0, 5, -2), true),
                        tuple("free", CatalogType.of("numeric", SqlType.DECIMAL, 0, 0, CatalogType.ANY), true),
                        tuple("code", CatalogType.of("character varying(7)", SqlType.TEXT, 7, 0, 0), true),
                        tuple(
                                "gone",
                                CatalogType.of("timestamp with time zone", SqlType.TIMESTAMP_WITH_TIME_ZONE, 0, 0, 6),
                                true));
        assertThat(table.columns().get(0).generation()).isEqualTo(Generation.IDENTITY_ALWAYS);
        assertThat(table.columns().get(8).defaultExpression()).startsWith("'x'");
        assertThat(table.columns().get(8).comment()).isEqualTo("a column");
    }

    @Test
    void indexesAreToldWithTheirExpressionsAndRows() {
        assertThat(table("t").indexes())
                .extracting(
                        CatalogIndex::name, CatalogIndex::columns, CatalogIndex::expressions, CatalogIndex::predicate)
                .containsExactlyInAnyOrder(
                        tuple("t_pkey", List.of("id"), List.of(), null),
                        tuple("of_live", List.of("code"), List.of(), "(gone IS NULL)"),
                        tuple("of_lower", List.of("id"), List.of("lower(code::text)"), null),
                        tuple("of_c", List.of("code"), List.of(), null),
                        tuple("covering", List.of("code"), List.of(), null));
    }

    @Test
    void materializedViewIsToldAsOne() {
        assertThat(table("m").kind()).isEqualTo(CatalogTable.Kind.MATERIALIZED_VIEW);
        assertThat(read(CatalogSelection.like("odd", "%")).tables()).hasSize(2);
    }

    @Test
    void tableThatMayNotBeReadIsToldApart() {
        BED.prepare(Country_.model());
        BED.execute("CREATE ROLE " + STRANGER);
        Database db = Database.builder(PostgresqlServer.connectionFactoryAs(STRANGER))
                .maxConnections(1)
                .build();
        StepVerifier.create(Schema.differences(db, Country_.model()).map(Difference::kind))
                .expectNext(Kind.UNREADABLE)
                .verifyComplete();
        db.close().block();
    }
}
