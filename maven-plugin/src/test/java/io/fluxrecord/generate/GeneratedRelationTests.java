package io.fluxrecord.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which foreign keys become relations, and what these are called. */
final class GeneratedRelationTests {

    private static final TableSelection ALL = new TableSelection(null, List.of(), List.of());

    /** Return the fields and annotations of generated models, by the names of these. */
    private static Map<String, String> models(String... ddl) throws Exception {
        try (TestDatabase database = TestDatabases.make("postgresql")) {
            database.run(String.join(";\n", ddl) + ";\n");
            LiveDatabase live = LiveDatabase.of(database.url(), null, null);
            GeneratedModels models = new ModelGenerator(live.dialect(), "shop")
                    .generate(Objects.requireNonNull(live.read(ALL).block()), ALL);
            return models.files().stream().collect(Collectors.toMap(SourceFile::name, GeneratedRelationTests::body));
        }
    }

    private static String body(SourceFile file) {
        return file.text()
                .lines()
                .filter(line -> line.startsWith("@Table") || line.startsWith("    @") || line.startsWith("    public "))
                .filter(line -> !line.contains("{") || line.contains("@Table"))
                .map(String::strip)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void columnIsNamedWhereTheRelationDoesNot() throws Exception {
        Map<String, String> models = models(
                "CREATE TABLE customer (id integer PRIMARY KEY)",
                "CREATE TABLE bill (bill_id integer PRIMARY KEY, customer_id integer NOT NULL REFERENCES customer (id),"
                        + " paid_by integer REFERENCES customer (id), old_bill_id integer UNIQUE REFERENCES bill (bill_id),"
                        + " class_id integer REFERENCES customer (id))");
        assertThat(models.get("Bill")).isEqualTo("""
                @Id(generated = false)
                public int billId;
                public final One<Customer> customer = one();
                @Column(value = "paid_by", nullable = true)
                public final One<Customer> paidBy = one();
                @Column(nullable = true, unique = true)
                public final One<Bill> old = one();
                @Column(value = "class_id", nullable = true)
                public final One<Customer> class_ = one();
                @Inverse("old")
                public final Many<Bill> bills = many();""");
        assertThat(models.get("Customer")).doesNotContain("Many");
    }

    @Test
    void keyIsMadeOfRelationsAndOtherSidesAreNamedAfterTheModel() throws Exception {
        Map<String, String> models = models(
                "CREATE TABLE category (id integer PRIMARY KEY)",
                "CREATE TABLE part (code varchar(8) PRIMARY KEY)",
                "CREATE TABLE part_category (part_code varchar(8) REFERENCES part (code),"
                        + " category_id integer REFERENCES category (id), PRIMARY KEY (part_code, category_id))");
        assertThat(models.get("PartCategory")).isEqualTo("""
                @Id
                public final One<Part> part = one();
                @Id
                public final One<Category> category = one();""");
        assertThat(models.get("Part")).endsWith("""
                @Inverse("part")
                public final Many<PartCategory> partCategories = many();""");
    }

    @Test
    void severalColumnsAreOneRelationWhichMayShareThemWithOthers() throws Exception {
        Map<String, String> models = models(
                "CREATE TABLE part (code varchar(8) PRIMARY KEY)",
                "CREATE TABLE offer (part_code varchar(8) REFERENCES part (code), seller integer,"
                        + " PRIMARY KEY (part_code, seller))",
                "CREATE TABLE line (id integer PRIMARY KEY, part_code varchar(8) NOT NULL REFERENCES part (code),"
                        + " seller integer NOT NULL, FOREIGN KEY (part_code, seller) REFERENCES offer (part_code, seller))",
                "CREATE TABLE bid (id integer PRIMARY KEY, offer_part_code varchar(8), offered_by integer,"
                        + " FOREIGN KEY (offer_part_code, offered_by) REFERENCES offer (part_code, seller))");
        assertThat(models.get("Line")).isEqualTo("""
                @Table(columns = {@ColumnName(property = "offerPartCode", column = "part_code"), @ColumnName(property = "offerSeller", column = "seller")})
                @Id(generated = false)
                public int id;
                public final One<Part> part = one();
                public int seller;
                public final One<Offer> offer = one();""");
        assertThat(models.get("Bid")).isEqualTo("""
                @Table(columns = {@ColumnName(property = "offerSeller", column = "offered_by")})
                @Id(generated = false)
                public int id;
                @Column(nullable = true)
                public final One<Offer> offer = one();""");
    }

    @Test
    void whatIsNoWholeKeyOrMadeByTheDatabaseStaysAColumn() throws Exception {
        Map<String, String> models = models(
                "CREATE TABLE customer (id integer PRIMARY KEY, mail varchar(20) UNIQUE, long_id bigint UNIQUE)",
                "CREATE TABLE bill (id integer PRIMARY KEY, mail varchar(20) REFERENCES customer (mail),"
                        + " customer_id integer DEFAULT 1 REFERENCES customer (id),"
                        + " big_id bigint REFERENCES customer (id))",
                "CREATE TABLE ring (id integer PRIMARY KEY REFERENCES ring (id))");
        assertThat(models.get("Bill")).doesNotContain("One<").contains("mail", "customerId", "bigId");
        assertThat(models.get("Ring")).doesNotContain("One<");
    }
}
