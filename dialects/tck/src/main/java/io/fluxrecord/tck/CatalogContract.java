package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fluxrecord.catalog.Catalog;
import io.fluxrecord.catalog.CatalogColumn;
import io.fluxrecord.catalog.CatalogColumn.Generation;
import io.fluxrecord.catalog.CatalogForeignKey;
import io.fluxrecord.catalog.CatalogIndex;
import io.fluxrecord.catalog.CatalogSelection;
import io.fluxrecord.catalog.CatalogSequence;
import io.fluxrecord.catalog.CatalogTable;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What a catalog tells of tables that were made by hand. */
public interface CatalogContract extends Contract {

    private Catalog read(CatalogSelection selection) {
        return await(Mono.usingWhen(
                bed().pool().create(),
                connection -> Mono.from(bed().database().dialect().catalog().read(connection, selection)),
                Connection::close));
    }

    private CatalogTable table(String name) {
        Table asked = new Table(null, name);
        return Objects.requireNonNull(
                read(CatalogSelection.named(List.of(asked), List.of())).table(asked));
    }

    private static CatalogColumn column(CatalogTable table, String name) {
        return table.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @BeforeEach
    default void createTables() {
        dropTables();
        bed().execute("CREATE TABLE \"Old Shelf_1\" (\"place\" integer NOT NULL, \"row\" smallint NOT NULL,"
                + " \"label's\" varchar(30) DEFAULT 'it''s' NOT NULL, \"width\" decimal(7, 3),"
                + " \"half\" integer GENERATED ALWAYS AS (\"place\" / 2)"
                + bed().capabilities().stored() + ", \"note\" varchar(10), PRIMARY KEY (\"row\", \"place\"))");
        bed().execute("CREATE UNIQUE INDEX \"one_label\" ON \"Old Shelf_1\" (\"label's\", \"width\")");
        bed().execute("CREATE INDEX \"some_notes\" ON \"Old Shelf_1\" (\"note\")");
        bed().execute("CREATE VIEW \"Old Shelf_2\" AS SELECT \"row\" FROM \"Old Shelf_1\"");
        bed().execute("CREATE TABLE \"Old Shelf!3\" (\"id\" integer PRIMARY KEY)");
        bed().execute("CREATE SEQUENCE \"Old Shelf_seq\"");
    }

    @AfterEach
    default void dropTables() {
        bed().execute("DROP VIEW IF EXISTS \"Old Shelf_2\"");
        bed().execute("DROP TABLE IF EXISTS \"Old Shelf_4\"");
        bed().execute("DROP TABLE IF EXISTS \"Old Shelf_1\"");
        bed().execute("DROP TABLE IF EXISTS \"Old Shelf!3\"");
        bed().execute("DROP SEQUENCE IF EXISTS \"Old Shelf_seq\"");
    }

    @Test
    default void tableIsToldAsItIs() {
        CatalogTable table = table("Old Shelf_1");
        assertThat(table.kind()).isEqualTo(CatalogTable.Kind.TABLE);
        assertThat(table.comment()).isNull();
        assertThat(table.gap()).isNull();
        assertThat(table.primaryKey()).containsExactly("row", "place");
        assertThat(table.columns())
                .extracting(
                        CatalogColumn::name,
                        column -> column.type().sqlType(),
                        CatalogColumn::nullable,
                        CatalogColumn::generation)
                .containsExactly(
                        tuple("place", SqlType.INTEGER, false, Generation.NONE),
                        tuple("row", SqlType.SMALLINT, false, Generation.NONE),
                        tuple("label's", SqlType.TEXT, false, Generation.NONE),
                        tuple("width", SqlType.DECIMAL, true, Generation.NONE),
                        tuple("half", SqlType.INTEGER, true, Generation.COMPUTED),
                        tuple("note", SqlType.TEXT, true, Generation.NONE));
    }

    @Test
    default void columnIsToldWithItsDigitsAndDefault() {
        CatalogTable table = table("Old Shelf_1");
        CatalogColumn label = column(table, "label's");
        assertThat(label.type().length()).isEqualTo(30);
        assertThat(label.defaultExpression()).contains("s").startsWith("'");
        assertThat(label.isOptional()).isTrue();
        CatalogColumn width = column(table, "width");
        assertThat(width.type().precision()).isEqualTo(7);
        assertThat(width.type().scale()).isEqualTo(3);
        assertThat(width.defaultExpression()).isNull();
        CatalogColumn half = column(table, "half");
        assertThat(half.generationExpression()).contains("place").contains("2");
        assertThat(half.defaultExpression()).isNull();
        assertThat(column(table, "place").isOptional()).isFalse();
    }

    @Test
    default void indexesAreToldWithTheirColumns() {
        assertThat(table("Old Shelf_1").indexes())
                .filteredOn(index -> !index.primary())
                .extracting(CatalogIndex::name, CatalogIndex::unique, CatalogIndex::columns, CatalogIndex::predicate)
                .containsExactlyInAnyOrder(
                        tuple("one_label", true, List.of("label's", "width"), null),
                        tuple("some_notes", false, List.of("note"), null));
    }

    @Test
    default void foreignKeysAreToldWithWhatTheyReferTo() {
        bed().execute("CREATE TABLE \"Old Shelf_4\" (\"id\" integer PRIMARY KEY, \"at\" integer, \"in\" smallint,"
                + " \"other\" integer, \"up\" integer,"
                + " CONSTRAINT \"a two\" FOREIGN KEY (\"in\", \"at\") REFERENCES \"Old Shelf_1\" (\"row\", \"place\"),"
                + " CONSTRAINT \"b one\" FOREIGN KEY (\"other\") REFERENCES \"Old Shelf!3\" (\"id\"),"
                + " CONSTRAINT \"c self\" FOREIGN KEY (\"up\") REFERENCES \"Old Shelf_4\" (\"id\"))");
        CatalogTable table = table("Old Shelf_4");
        assertThat(table.foreignKeys())
                .extracting(
                        CatalogForeignKey::name,
                        CatalogForeignKey::columns,
                        CatalogForeignKey::schema,
                        CatalogForeignKey::table,
                        CatalogForeignKey::references)
                .containsExactly(
                        tuple("a two", List.of("in", "at"), table.schema(), "Old Shelf_1", List.of("row", "place")),
                        tuple("b one", List.of("other"), table.schema(), "Old Shelf!3", List.of("id")),
                        tuple("c self", List.of("up"), table.schema(), "Old Shelf_4", List.of("id")));
        assertThat(table("Old Shelf_1").foreignKeys()).isEmpty();
    }

    @Test
    default void viewIsToldAsOne() {
        CatalogTable view = table("Old Shelf_2");
        assertThat(view.kind()).isEqualTo(CatalogTable.Kind.VIEW);
        assertThat(view.columns()).extracting(CatalogColumn::name).containsExactly("row");
        assertThat(view.indexes()).isEmpty();
    }

    @Test
    default void patternSelectsTablesViewsAndSequences() {
        Catalog catalog = read(CatalogSelection.like(null, "Old Shelf!_%"));
        assertThat(catalog.tables())
                .extracting(CatalogTable::name)
                .containsExactlyInAnyOrder("Old Shelf_1", "Old Shelf_2");
        assertThat(catalog.sequences()).extracting(CatalogSequence::name).containsExactly("Old Shelf_seq");
        assertThat(read(CatalogSelection.like("no such schema", "%")).tables()).isEmpty();
    }

    @Test
    default void manyTablesAreReadWithAsManyQueriesAsOne() {
        table("Old Shelf!3");
        int queries = bed().statements().size() + bed().keyQuestions();
        assertThat(read(CatalogSelection.like(null, "%")).tables()).hasSizeGreaterThan(2);
        assertThat(bed().statements().size() + bed().keyQuestions()).isBetween(1, queries + 1);
    }
}
