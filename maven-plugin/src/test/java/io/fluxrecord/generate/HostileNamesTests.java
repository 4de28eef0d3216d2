package io.fluxrecord.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.catalog.Catalog;
import io.fluxrecord.catalog.CatalogColumn;
import io.fluxrecord.catalog.CatalogColumn.Generation;
import io.fluxrecord.catalog.CatalogIndex;
import io.fluxrecord.catalog.CatalogNames;
import io.fluxrecord.catalog.CatalogTable;
import io.fluxrecord.catalog.CatalogType;
import io.fluxrecord.dialect.h2.H2Dialect;
import io.fluxrecord.dialect.postgresql.PostgresqlDialect;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlType;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever names and comments are made of, what is generated compiles, and maps the very names. */
final class HostileNamesTests {

    private static final String PACKAGE = "shop.models";
    private static final TableSelection ALL = new TableSelection(null, List.of(), List.of());
    private static final CatalogType TEXT = CatalogType.plain("text", SqlType.TEXT);
    private static final List<String> HOSTILE = List.of(
            "class",
            "record",
            "var",
            "_",
            "true",
            "null",
            "yield",
            "int",
            "goto",
            "non-sealed",
            "with space",
            "1st",
            "2",
            "$",
            "$a",
            "a$",
            "a_b",
            "aB",
            "a-b",
            "a b",
            "A_B",
            "😀",
            "a😀b",
            "größe",
            "表",
            "ǆ",
            "İd",
            "ß",
            "*/",
            "/*",
            "//",
            "\\",
            "\\u0041",
            "\\\\u000a",
            "\"",
            "'",
            "`",
            "\n",
            "\r\n",
            "\t",
            "\u2028",
            "\u0085",
            "\u001a",
            "\ufeff",
            "\u202e",
            "{@link",
            "@Table",
            "$T $L $S",
            "%s",
            "<b>",
            "&amp;",
            "getClass",
            "hashCode",
            "state",
            "save",
            "id",
            "Id",
            "ID",
            "MODEL",
            "MAPPING",
            "model",
            "find",
            "query",
            "key",
            "Key",
            "mapped",
            "values",
            "row",
            "reader",
            "refusal",
            "column",
            "database",
            "java",
            "io",
            "shop",
            "String",
            "Object");

    private final Path directory;

    HostileNamesTests(@TempDir Path directory) {
        this.directory = directory;
    }

    private static CatalogColumn column(String name, CatalogType type, boolean nullable, @Nullable String comment) {
        return new CatalogColumn(name, type, nullable, null, Generation.NONE, null, comment);
    }

    private static CatalogTable table(String name, @Nullable String comment, List<CatalogColumn> columns) {
        return new CatalogTable(
                "public",
                name,
                CatalogTable.Kind.TABLE,
                comment,
                columns,
                List.of(new CatalogIndex(
                        "key", true, true, List.of(columns.get(0).name()), List.of(), null)),
                null);
    }

    private static Catalog catalog(List<CatalogTable> tables) {
        return new Catalog(new CatalogNames(List.of("public"), false, false), tables, List.of());
    }

    private GeneratedModels write(List<CatalogTable> tables) throws IOException {
        GeneratedModels models = new ModelGenerator(new PostgresqlDialect(), PACKAGE).generate(catalog(tables), ALL);
        new SourceFolder(directory.resolve("src"), PACKAGE, StandardCharsets.UTF_8).write(models.files());
        return models;
    }

    /** Compile the models of tables and see that they map just these tables and columns. */
    private void requireMapped(List<CatalogTable> tables) throws Exception {
        GeneratedModels models = write(tables);
        try (CompiledModels compiled = CompiledModels.of(directory.resolve("src"), directory.resolve("out"))) {
            for (CatalogTable table : tables) {
                Mapping<Persistent> mapping = compiled.mapping(table.name());
                List<String> mapped =
                        mapping.columns().stream().map(Column::name).toList();
                Set<String> folded = new LinkedHashSet<>();
                List<String> expected = table.columns().stream()
                        .map(CatalogColumn::name)
                        .filter(name -> !name.isBlank() && folded.add(name.toLowerCase(Locale.ROOT)))
                        .toList();
                assertThat(mapped).as(table.name()).isEqualTo(expected);
                table.columns().stream()
                        .map(CatalogColumn::name)
                        .filter(name -> !mapped.contains(name))
                        .forEach(name -> assertThat(models.remarks())
                                .anyMatch(remark -> remark.startsWith(table.name() + ": Column " + name)));
            }
        }
    }

    @Test
    void columnsOfAnyNameAreMapped() throws Exception {
        List<CatalogColumn> columns = new ArrayList<>();
        HOSTILE.forEach(name -> columns.add(column(name, TEXT, !columns.isEmpty(), "The column " + name)));
        requireMapped(List.of(table("hostile", null, columns)));
    }

    @Test
    void tablesOfAnyNameAreMapped() throws Exception {
        List<CatalogTable> tables = new ArrayList<>();
        for (String name : HOSTILE) {
            if (!name.isBlank()) {
                tables.add(table(name, name, List.of(column("id", TEXT, false, null))));
            }
        }
        requireMapped(tables);
    }

    /** What is in the package hides what is imported on demand, as java.lang is. */
    @Test
    void tablesMayBeNamedAsClassesThatSourcesUse() throws Exception {
        List<String> names = new ArrayList<>(List.of(
                "active_record",
                "read_only_record",
                "table",
                "column",
                "id",
                "label",
                "nullable",
                "model",
                "read_only_model",
                "query",
                "read_only_query",
                "database",
                "property",
                "numeric_property",
                "string_property",
                "comparable_property",
                "role",
                "row",
                "row_reader",
                "written",
                "sql_type",
                "mapped_property",
                "generated_mapping",
                "enum_converter",
                "generated",
                "flux",
                "mono",
                "publisher",
                "list",
                "map",
                "collection",
                "service_loader",
                "big_decimal",
                "uuid",
                "instant",
                "local_date",
                "duration",
                "check_return_value",
                "null_unmarked",
                "key",
                "mapped",
                "exact",
                "order",
                "change"));
        List<CatalogTable> tables = new ArrayList<>();
        for (String name : names) {
            tables.add(table(
                    name,
                    null,
                    List.of(
                            column("id", CatalogType.plain("bigint", SqlType.BIGINT), false, null),
                            column("mood", new CatalogType("mood", null, 0, 0, 0, List.of("a", "a b")), true, null),
                            column(
                                    "amount",
                                    CatalogType.of("numeric", SqlType.DECIMAL, 0, 0, CatalogType.ANY),
                                    true,
                                    null),
                            column("list", CatalogType.plain("integer[]", null), true, null))));
        }
        requireMapped(tables);
    }

    /** Later versions have more of them, and what is generated is the same whatever the version. */
    @Test
    @EnabledForJreRange(max = JRE.JAVA_17)
    void noModelHasTheNameOfATypeOfJavaLang() throws Exception {
        assertThat(publicTypesOfJavaLang())
                .isNotEmpty()
                .allSatisfy(
                        name -> assertThat(ReservedNames.free(name, "Model")).isEqualTo(name + "Model"));
    }

    private static List<String> publicTypesOfJavaLang() throws IOException, ReflectiveOperationException {
        List<String> names = new ArrayList<>();
        Path lang = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base/java/lang");
        try (Stream<Path> files = Files.list(lang)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                if (name.matches("[A-Z]\\w+")
                        && Modifier.isPublic(Class.forName("java.lang." + name).getModifiers())) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    @Test
    void randomNamesAndCommentsCompile() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<CatalogTable> tables = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            List<CatalogColumn> columns = new ArrayList<>();
            columns.add(column("id", TEXT, false, random(random)));
            for (int j = 0; j < 30; j++) {
                columns.add(column("c" + j + random(random), TEXT, true, random(random)));
            }
            tables.add(table("t" + i + random(random), random(random), columns));
        }
        try {
            requireMapped(tables);
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    /** Pieces of what means something to Java, and any characters. */
    private static String random(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            text.append(
                    random.nextBoolean()
                            ? HOSTILE.get(random.nextInt(HOSTILE.size()))
                            : Character.toString(1 + random.nextInt(random.nextBoolean() ? 127 : 0xd7fe)));
        }
        return text.toString();
    }

    @Test
    void labelsOfAnyTextAreConstantsOfTheirOwn() throws Exception {
        List<String> labels = new ArrayList<>(HOSTILE);
        labels.add("");
        labels.add(" ");
        labels.add("__");
        List<CatalogColumn> columns = List.of(
                column("id", TEXT, false, null),
                column("odd", new CatalogType("odd", null, 0, 0, 0, labels), true, null),
                column("own", new CatalogType("enum('a')", SqlType.TEXT, 0, 0, 0, labels), true, null),
                column("string", new CatalogType("enum('b')", SqlType.TEXT, 0, 0, 0, labels), true, null));
        requireMapped(List.of(table("own", null, columns), table("odd", null, columns)));
    }

    @Test
    void whatIsMoreThanAModelHoldsIsLeftOut() throws Exception {
        List<CatalogColumn> columns = new ArrayList<>();
        for (int i = 0; i < TablePlanner.MOST_COLUMNS + 2; i++) {
            columns.add(column(
                    "column_" + i,
                    CatalogType.of("numeric(200, 150)", SqlType.DECIMAL, 0, 200, 150),
                    i > 0 && i != TablePlanner.MOST_COLUMNS + 1,
                    null));
        }
        GeneratedModels models = write(List.of(table("wide", null, columns)));
        assertThat(CompiledModels.compile(directory.resolve("src"), directory.resolve("out")))
                .isEmpty();
        assertThat(models.remarks())
                .containsExactly(
                        "wide: Column column_1500 is left out: a model has at most 1500 columns.",
                        "wide: Column column_1501 is left out: a model has at most 1500 columns.",
                        "wide: Inserts will fail: what is left out takes no nulls and has no default, column_1501.");
    }

    @Test
    void enumOfMoreConstantsThanAClassHoldsIsText() throws Exception {
        List<String> labels =
                IntStream.range(0, 5000).mapToObj(i -> "label" + i).toList();
        requireMapped(List.of(table(
                "many",
                null,
                List.of(
                        column("id", TEXT, false, null),
                        column("x", new CatalogType("x", null, 0, 0, 0, labels), true, null)))));
    }

    @Test
    void typeThatCannotBeNamedIsLeftOut() throws Exception {
        CatalogType odd = CatalogType.plain("\"a;b\"", null);
        GeneratedModels models = write(
                List.of(table("odd", null, List.of(column("id", TEXT, false, null), column("x", odd, true, null)))));
        assertThat(models.remarks())
                .containsExactly("odd: Column x is left out: its type \"a;b\" cannot be named in @Column(type).");
        assertThat(CompiledModels.compile(directory.resolve("src"), directory.resolve("out")))
                .isEmpty();
    }

    @Test
    void tableOfWhichNoColumnIsMappedIsLeftOut() throws Exception {
        GeneratedModels models = write(List.of(
                table("odd", null, List.of(column("x", CatalogType.plain("\"a;b\"", null), false, null)))));
        assertThat(models.files()).isEmpty();
        assertThat(models.remarks()).contains("odd is left out: no column of it could be mapped.");
    }

    @Test
    void sameCatalogIsTheSameText() {
        List<CatalogTable> tables = new ArrayList<>();
        for (String name : List.of("b", "B", "a_b", "aB", "c")) {
            tables.add(table(
                    name,
                    name,
                    List.of(
                            column("id", TEXT, false, null),
                            column("x", new CatalogType("m" + name, null, 0, 0, 0, List.of("a")), true, null))));
        }
        ModelGenerator generator = new ModelGenerator(new PostgresqlDialect(), PACKAGE);
        List<CatalogTable> reversed = new ArrayList<>(tables);
        java.util.Collections.reverse(reversed);
        assertThat(generator.generate(catalog(reversed), ALL)).isEqualTo(generator.generate(catalog(tables), ALL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a.class", "1a", "java.lang", ".a", "a..b"})
    void packageOfAnImpossibleNameIsRefused(String name) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> new ModelGenerator(new H2Dialect(), name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + name + "\" is no name of a package for models");
    }

    @Test
    void namesReadLikeThoseOfJava() {
        assertThat(Stream.of("line_item", "LINE_ITEM", "LineItem", "HTTPServer", "a2b", "ORDER2", "2020_sales")
                        .map(JavaNames::type))
                .containsExactly("LineItem", "LineItem", "LineItem", "HttpServer", "A2b", "Order2", "_2020Sales");
        assertThat(Stream.of("Object", "Aux", "Com1", "Order").map(name -> ReservedNames.free(name, "Model")))
                .containsExactly("ObjectModel", "AuxModel", "Com1Model", "Order");
        assertThat(Stream.of("unit_price", "UNIT_PRICE", "UnitPrice", "ID", "customerID", "class", "")
                        .map(JavaNames::property))
                .containsExactly("unitPrice", "unitPrice", "unitPrice", "id", "customerId", "class_", "unnamed");
        assertThat(Stream.of("PG", "PG-13", "", "!", "true").map(JavaNames::constant))
                .containsExactly("PG", "PG_13", "EMPTY", "SIGN", "true_");
    }
}
