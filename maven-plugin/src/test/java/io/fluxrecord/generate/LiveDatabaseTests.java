package io.fluxrecord.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.catalog.Catalog;
import io.fluxrecord.catalog.CatalogColumn;
import io.fluxrecord.catalog.CatalogColumn.Generation;
import io.fluxrecord.catalog.CatalogNames;
import io.fluxrecord.catalog.CatalogTable;
import io.fluxrecord.catalog.CatalogType;
import io.fluxrecord.dialect.h2.H2Dialect;
import io.fluxrecord.sql.SqlType;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Catalogs that are large, or may not be read in full. */
final class LiveDatabaseTests {

    private static GeneratedModels generate(LiveDatabase live, TableSelection selection) {
        Catalog catalog = Objects.requireNonNull(live.read(selection).block());
        return new ModelGenerator(live.dialect(), "models").generate(catalog, selection);
    }

    @Test
    void tableThatMayNotBeReadIsToldInModelAndRemarks() {
        try (TestDatabase database = TestDatabases.make("postgresql")) {
            String reader = "reader_of_" + System.nanoTime();
            database.run("CREATE TABLE secret (id integer PRIMARY KEY); CREATE TABLE open (id integer PRIMARY KEY);"
                    + "CREATE ROLE " + reader + " LOGIN PASSWORD 'p?@/'; GRANT SELECT ON open TO " + reader);
            GeneratedModels models = generate(
                    LiveDatabase.of(database.url().replace("postgres@", ""), reader, "p?@/"),
                    new TableSelection(null, List.of(), List.of()));
            assertThat(models.remarks())
                    .containsExactly(
                            "secret: The catalog was not read in full: the user of the database has no right to"
                                    + " SELECT from it.");
            assertThat(models.files()).extracting(SourceFile::name).containsExactly("Open", "Secret");
            assertThat(models.files().get(1).text()).contains(" * <p>The catalog was not read in full: the user");
        }
    }

    @Test
    void tableOfWhichNoColumnIsSeenIsLeftOut() {
        CatalogTable table = new CatalogTable(
                "public",
                "dark",
                CatalogTable.Kind.TABLE,
                null,
                List.of(),
                List.of(),
                "none of its columns can be seen");
        Catalog catalog = new Catalog(new CatalogNames(List.of("public"), false, false), List.of(table), List.of());
        GeneratedModels models = new ModelGenerator(new H2Dialect(), "models")
                .generate(catalog, new TableSelection(null, List.of(), List.of()));
        assertThat(models.files()).isEmpty();
        assertThat(models.remarks()).containsExactly("dark is left out: none of its columns can be seen.");
    }

    /** The driver of H2 splits statements at semicolons, also inside names. */
    @Test
    void nameThatStatementsCannotHaveIsLeftOut() {
        CatalogType text = CatalogType.plain("CHARACTER VARYING", SqlType.TEXT);
        CatalogColumn plain = new CatalogColumn("a", text, true, null, Generation.NONE, null, null);
        CatalogColumn odd = new CatalogColumn("b;c", text, true, null, Generation.NONE, null, null);
        List<CatalogTable> tables = List.of(
                new CatalogTable("public", "t", CatalogTable.Kind.TABLE, null, List.of(plain, odd), List.of(), null),
                new CatalogTable("public", "t;", CatalogTable.Kind.TABLE, null, List.of(plain), List.of(), null));
        GeneratedModels models = new ModelGenerator(new H2Dialect(), "models")
                .generate(
                        new Catalog(new CatalogNames(List.of("public"), false, false), tables, List.of()),
                        new TableSelection(null, List.of(), List.of()));
        assertThat(models.files()).extracting(SourceFile::name).containsExactly("T");
        assertThat(models.remarks())
                .containsExactly(
                        "t; is left out: statements cannot have its name (The H2 driver takes no semicolon inside an"
                                + " identifier).",
                        "t: Column b;c is left out: statements cannot have its name (The H2 driver takes no semicolon"
                                + " inside an identifier).",
                        "t: The table has no key, so that its records are only read.");
    }

    @Test
    void hundredsOfTablesAreSelectedByPattern() {
        for (String kind : List.of("h2", "postgresql")) {
            try (TestDatabase database = TestDatabases.make(kind)) {
                database.run(IntStream.range(0, 300)
                        .mapToObj(i -> "CREATE TABLE \"part_%03d\" (\"id\" integer PRIMARY KEY)".formatted(i))
                        .reduce("", (script, statement) -> script + statement + ";\n"));
                for (String name : List.of("partX001", "100%", "100!")) {
                    database.run("CREATE TABLE \"" + name + "\" (\"id\" integer PRIMARY KEY)");
                }
                LiveDatabase live = LiveDatabase.of(database.url(), null, null);
                assertThat(generate(live, new TableSelection(null, List.of("part_*"), List.of("part_29?")))
                                .files())
                        .hasSize(290);
                assertThat(generate(live, new TableSelection(null, List.of("*%", "part_0?1"), List.of("*9*")))
                                .files())
                        .extracting(SourceFile::name)
                        .hasSize(10)
                        .contains("_100", "Part001", "Part081");
            }
        }
    }
}
