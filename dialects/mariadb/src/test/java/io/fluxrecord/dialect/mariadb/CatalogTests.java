package io.fluxrecord.dialect.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fluxrecord.catalog.Catalog;
import io.fluxrecord.catalog.CatalogColumn;
import io.fluxrecord.catalog.CatalogColumn.Generation;
import io.fluxrecord.catalog.CatalogSelection;
import io.fluxrecord.catalog.CatalogTable;
import io.fluxrecord.catalog.CatalogType;
import io.fluxrecord.dialect.CatalogReader;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import io.fluxrecord.tck.TestBed;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import reactor.core.publisher.Mono;

/** What the catalog tells of the things that MariaDB has and others lack. */
@EnabledIf(
        value = "io.fluxrecord.dialect.mariadb.MariadbServer#isAvailable",
        disabledReason = "MariaDB can be unpacked on Linux x86-64 alone; FLUXRECORD_MARIADB_URL may name a server")
final class CatalogTests {

    private static final TestBed BED = new TestBed(MariadbServer.connectionFactory(), new MariadbCapabilities());

    @BeforeEach
    void prepare() {
        dropAll();
        BED.execute("CREATE TABLE odd (id int unsigned AUTO_INCREMENT PRIMARY KEY COMMENT 'a column', tiny tinyint(1),"
                + " byte tinyint unsigned, two smallint unsigned, eight bigint unsigned, mood enum('sad', 'it''s ok'),"
                + " many set('a', 'b'), doc json, bits bit(1), code char(7) DEFAULT 'NULL', at datetime(3),"
                + " place point, text text) COMMENT 'a table'");
    }

    @AfterEach
    void dropAll() {
        BED.execute("DROP TABLE IF EXISTS odd");
    }

    private static CatalogTable table(String name) {
        Table asked = new Table(null, name);
        Catalog catalog = Objects.requireNonNull(Mono.usingWhen(
                        BED.pool().create(),
                        connection -> Mono.from(new MariadbDialect()
                                .catalog()
                                .read(connection, CatalogSelection.named(List.of(asked), List.of()))),
                        Connection::close)
                .block());
        return Objects.requireNonNull(catalog.table(asked));
    }

    @Test
    void typesAreToldWithWhatTheyHold() {
        CatalogTable table = table("odd");
        assertThat(table.comment()).isEqualTo("a table");
        assertThat(table.columns())
                .extracting(CatalogColumn::name, column -> column.type().sqlType())
                .containsExactly(
                        tuple("id", SqlType.BIGINT),
                        tuple("tiny", SqlType.BOOLEAN),
                        tuple("byte", SqlType.SMALLINT),
                        tuple("two", SqlType.INTEGER),
                        tuple("eight", SqlType.DECIMAL),
                        tuple("mood", SqlType.TEXT),
                        tuple("many", SqlType.TEXT),
                        tuple("doc", SqlType.JSON),
                        tuple("bits", SqlType.BOOLEAN),
                        tuple("code", SqlType.TEXT),
                        tuple("at", SqlType.TIMESTAMP),
                        tuple("place", null),
                        tuple("text", SqlType.TEXT));
        assertThat(table.columns().get(0).generation()).isEqualTo(Generation.IDENTITY);
        assertThat(table.columns().get(0).comment()).isEqualTo("a column");
        assertThat(table.columns().get(5).type().labels()).containsExactly("sad", "it's ok");
        assertThat(table.columns().get(8).defaultExpression()).isNull();
        assertThat(table.columns().get(9).defaultExpression()).isEqualTo("'NULL'");
        assertThat(table.columns().get(10).type()).isEqualTo(CatalogType.of("datetime(3)", SqlType.TIMESTAMP, 0, 0, 3));
    }

    @Test
    void setsAndAddressesAreText() {
        CatalogReader catalog = new MariadbDialect().catalog();
        assertThat(Stream.of("inet4", "inet6", "bit(8)", "point")
                        .filter(name -> catalog.isText(CatalogType.plain(name, null))))
                .containsExactly("inet4", "inet6");
        assertThat(catalog.isText(CatalogType.plain("set('a')", SqlType.TEXT))).isTrue();
    }
}
