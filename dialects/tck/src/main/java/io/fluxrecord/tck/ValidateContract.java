package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fluxrecord.Model;
import io.fluxrecord.Schema;
import io.fluxrecord.catalog.Difference;
import io.fluxrecord.catalog.Difference.Kind;
import io.fluxrecord.error.SchemaMismatchException;
import io.fluxrecord.tck.model.Article_;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Badge_;
import io.fluxrecord.tck.model.Comment_;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.CountryName_;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Customer_;
import io.fluxrecord.tck.model.Depot_;
import io.fluxrecord.tck.model.Digits_;
import io.fluxrecord.tck.model.Dose_;
import io.fluxrecord.tck.model.Estimate_;
import io.fluxrecord.tck.model.Everything_;
import io.fluxrecord.tck.model.File_;
import io.fluxrecord.tck.model.Flat_;
import io.fluxrecord.tck.model.Gadget_;
import io.fluxrecord.tck.model.Heartbeat_;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Leaf;
import io.fluxrecord.tck.model.Leaf_;
import io.fluxrecord.tck.model.Lease;
import io.fluxrecord.tck.model.Lease_;
import io.fluxrecord.tck.model.Ledger;
import io.fluxrecord.tck.model.Ledger_;
import io.fluxrecord.tck.model.Locker_;
import io.fluxrecord.tck.model.LongDigits_;
import io.fluxrecord.tck.model.Matrix_;
import io.fluxrecord.tck.model.Measure_;
import io.fluxrecord.tck.model.Membership_;
import io.fluxrecord.tck.model.Notification_;
import io.fluxrecord.tck.model.Order_;
import io.fluxrecord.tck.model.Page_;
import io.fluxrecord.tck.model.Parcel_;
import io.fluxrecord.tck.model.Payment_;
import io.fluxrecord.tck.model.Product_;
import io.fluxrecord.tck.model.Remark_;
import io.fluxrecord.tck.model.Seat_;
import io.fluxrecord.tck.model.Select_;
import io.fluxrecord.tck.model.Series_;
import io.fluxrecord.tck.model.Setting_;
import io.fluxrecord.tck.model.Shift_;
import io.fluxrecord.tck.model.Signup_;
import io.fluxrecord.tck.model.Slip_;
import io.fluxrecord.tck.model.Slot_;
import io.fluxrecord.tck.model.Survey_;
import io.fluxrecord.tck.model.Tariff_;
import io.fluxrecord.tck.model.Ticket_;
import io.fluxrecord.tck.model.Token_;
import io.fluxrecord.tck.model.Traced_;
import io.fluxrecord.tck.model.User_;
import io.fluxrecord.tck.model.Visit_;
import io.fluxrecord.tck.model.Voucher_;
import io.fluxrecord.tck.model.Warranty_;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** How models are compared with the live database: what is a difference, and what is none. */
public interface ValidateContract extends Contract {

    /** Make the table of a model as it is made for it, but for some words. */
    private void table(Model<?> model, String old, String replacement) {
        bed().prepare(model);
        await(Schema.drop(bed().database(), model).thenReturn(true));
        String ddl = Schema.ddl(bed().database().dialect(), model).replace('`', '"');
        assertThat(ddl).containsPattern(old);
        bed().execute(ddl.replaceFirst(old, Matcher.quoteReplacement(replacement)));
    }

    /** The words that define a column. */
    private static String definition(String column) {
        return "\"" + column + "\" [^\"]*?(\"[^\"]*\"[^\"]*?)?(?=, \"|, PRIMARY|, UNIQUE)";
    }

    private List<Difference> differences(Model<?>... models) {
        return await(Schema.differences(bed().database(), models));
    }

    private void differs(Kind kind, @Nullable String column, Model<?> model, String... words) {
        assertThat(differences(model)).singleElement().satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo(kind);
            assertThat(difference.column()).isEqualTo(column);
            assertThat(difference.model()).isEqualTo(model.type());
            assertThat(difference.table()).isEqualTo(model.table());
            assertThat(difference.message()).contains(model.type().getSimpleName() + ": ");
            assertThat(words)
                    .allSatisfy(word -> assertThat(difference.message()).contains(word));
        });
    }

    @AfterEach
    default void leaveNoTable() {
        await(Schema.drop(bed().database(), Lease_.model(), Payment_.model(), AuditLog_.model(), Country_.model())
                .thenReturn(true));
        bed().awaitIdle();
    }

    private static List<Model<?>> models() {
        return List.of(
                Article_.model(),
                AuditLog_.model(),
                Badge_.model(),
                Comment_.model(),
                Country_.model(),
                Customer_.model(),
                Depot_.model(),
                Digits_.model(),
                Dose_.model(),
                Everything_.model(),
                File_.model(),
                Flat_.model(),
                Gadget_.model(),
                Heartbeat_.model(),
                Inventory_.model(),
                Lease_.model(),
                Ledger_.model(),
                Locker_.model(),
                Page_.model(),
                Measure_.model(),
                Membership_.model(),
                Notification_.model(),
                Order_.model(),
                Parcel_.model(),
                Payment_.model(),
                Product_.model(),
                Remark_.model(),
                Seat_.model(),
                Select_.model(),
                Series_.model(),
                Setting_.model(),
                Shift_.model(),
                Signup_.model(),
                Slip_.model(),
                Slot_.model(),
                Survey_.model(),
                Tariff_.model(),
                Ticket_.model(),
                Token_.model(),
                Traced_.model(),
                User_.model(),
                Visit_.model(),
                Voucher_.model());
    }

    @Test
    default void whatSchemaHasMadeHasNoDifference() {
        bed().execute("CREATE SCHEMA IF NOT EXISTS \"annex\"");
        List<Model<?>> models = new ArrayList<>(models());
        if (bed().capabilities().maxColumns() >= new Matrix_.Mapped().columns().size()) {
            models.add(Matrix_.model());
        }
        if (bed().capabilities().maxPrecision() >= 1000) {
            models.add(LongDigits_.model());
            models.add(Estimate_.model());
        }
        if (bed().capabilities().hasPeriods()) {
            models.add(Warranty_.model());
        }
        Model<?>[] all = models.toArray(Model<?>[]::new);
        bed().prepare(all);
        StepVerifier.create(Schema.differences(bed().database(), all)).verifyComplete();
        StepVerifier.create(Schema.validate(bed().database(), all)).verifyComplete();
        assertThat(bed().statements()).hasSizeLessThan(14);
        await(Schema.drop(bed().database(), all).thenReturn(true));
    }

    @Test
    default void allDifferencesAreOneError() {
        table(Lease_.model(), definition("rooms"), "\"halls\" integer NOT NULL");
        StepVerifier.create(Schema.validate(bed().database(), Lease_.model(), Country_.model()))
                .expectErrorSatisfies(error -> {
                    assertThat(error)
                            .isInstanceOf(SchemaMismatchException.class)
                            .hasMessageContaining("(3)")
                            .hasMessageContaining("Lease: column rooms of table lease does not exist")
                            .hasMessageContaining("Country: table country does not exist");
                    assertThat(((SchemaMismatchException) error).differences())
                            .extracting(Difference::kind)
                            .containsExactly(Kind.MISSING_COLUMN, Kind.UNMAPPED_REQUIRED, Kind.MISSING_TABLE);
                })
                .verify();
    }

    @Test
    default void nothingIsAskedBeforeASubscriptionNorForNoModel() {
        bed().prepare(Country_.model());
        Mono<Void> validation = Schema.validate(bed().database(), Country_.model());
        bed().keyQuestions();
        StepVerifier.create(Schema.validate(bed().database())).verifyComplete();
        assertThat(bed().statements()).isEmpty();
        assertThat(bed().keyQuestions()).isZero();
        StepVerifier.create(validation).verifyComplete();
        StepVerifier.create(validation).verifyComplete();
    }

    @Test
    default void cancelGivesTheConnectionBack() {
        bed().prepare(Country_.model());
        StepVerifier.create(Schema.differences(bed().database(), Country_.model()))
                .thenCancel()
                .verify();
        bed().awaitIdle();
    }

    @Test
    default void tableThatIsNotThere() {
        bed().prepare(Country_.model());
        await(Schema.drop(bed().database(), Country_.model()).thenReturn(true));
        differs(Kind.MISSING_TABLE, null, Country_.model(), "has no right to see it", "@Table");
    }

    @Test
    default void tableOfThisNameInAnotherSchemaIsNotTheOne() {
        bed().prepare(Country_.model());
        bed().execute("CREATE SCHEMA IF NOT EXISTS \"annex\"");
        await(Schema.drop(bed().database(), Country_.model()).thenReturn(true));
        bed().execute("CREATE TABLE \"annex\".\"country\" (\"code\" varchar(20) PRIMARY KEY, \"name\" varchar(20))");
        try {
            differs(Kind.MISSING_TABLE, null, Country_.model());
        } finally {
            bed().execute("DROP TABLE \"annex\".\"country\"");
        }
    }

    @Test
    default void columnThatIsNotThere() {
        table(Lease_.model(), definition("area") + ", ", "");
        differs(Kind.MISSING_COLUMN, "area", Lease_.model(), "add it as", "@Column");
    }

    @Test
    default void sequenceThatIsNotThere() {
        table(Payment_.model(), definition("id"), "\"id\" bigint NOT NULL");
        bed().execute("DROP SEQUENCE \"payment_id_seq\"");
        differs(Kind.MISSING_SEQUENCE, null, Payment_.model(), "payment_id_seq", "@Sequence");
    }

    @Test
    default void columnsThatRowsCanDoWithoutAreNoDifference() {
        bed().prepare(Lease_.model());
        bed().execute("ALTER TABLE \"lease\" ADD COLUMN \"extra\" integer");
        bed().execute("ALTER TABLE \"lease\" ADD COLUMN \"more\" integer DEFAULT 7 NOT NULL");
        bed().execute("ALTER TABLE \"lease\" ADD COLUMN \"twice\" integer GENERATED ALWAYS AS (\"rooms\" * 2)"
                + bed().capabilities().stored());
        assertThat(differences(Lease_.model())).isEmpty();
    }

    @Test
    default void columnThatRowsCannotDoWithout() {
        bed().prepare(Lease_.model());
        bed().execute("ALTER TABLE \"lease\" ADD COLUMN \"extra\" integer NOT NULL");
        differs(Kind.UNMAPPED_REQUIRED, "extra", Lease_.model(), "map it", "default");
    }

    /** Of each pair of types, whether all values of the model's fit in, and why not. */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "rooms     | smallint NOT NULL         | TYPE",
                "rooms     | varchar(20) NOT NULL      | TYPE",
                "rooms     | boolean NOT NULL          | TYPE",
                "rooms     | float(24) NOT NULL        | TYPE",
                "rooms     | float(53) NOT NULL        |",
                "rooms     | decimal(9, 0) NOT NULL    | DIGITS",
                "rooms     | decimal(12, 3) NOT NULL   | DIGITS",
                "rooms     | bigint NOT NULL           |",
                "rooms     | decimal(10, 0) NOT NULL   |",
                "rooms     | decimal(13, 3) NOT NULL   |",
                "rooms     | integer                   | NULLS_ALLOWED",
                "area      | integer                   | TYPE",
                "area      | float(53)                 | TYPE",
                "area      | decimal(18, 0)            | DIGITS",
                "area      | decimal(19, 0)            |",
                "area      | bigint NOT NULL           | NULLS_REFUSED",
                "area      | bigint DEFAULT 7 NOT NULL |",
                "rent      | decimal(10, 1)            | DIGITS",
                "rent      | decimal(9, 2)             | DIGITS",
                "rent      | decimal(10, 3)            | DIGITS",
                "rent      | decimal(11, 3)            |",
                "rent      | integer                   | DIGITS",
                "rent      | float(53)                 | TYPE",
                "rent      | varchar(20)               | TYPE",
                "share     | decimal(20, 2)            | DIGITS",
                "share     | bigint                    | DIGITS",
                "height    | float(24) NOT NULL        | TYPE",
                "height    | decimal(30, 10) NOT NULL  | TYPE",
                "house     | varchar(35)               | TYPE",
                "house     | bigint                    | TYPE",
                "since     | varchar(20)               | TYPE",
                "opens     | time(2)                   | SECOND_DIGITS",
                "opens     | time(6)                   |",
                "opens     | date                      | TYPE",
                "signed_at | date                      | TYPE",
                "signed_at | varchar(40)               | TYPE"
            })
    default void typeHoldsWhatThePropertyCanBe(String column, String type, @Nullable Kind kind) {
        table(Lease_.model(), definition(column), "\"" + column + "\" " + type);
        if (kind == null) {
            assertThat(differences(Lease_.model())).isEmpty();
        } else {
            differs(kind, column, Lease_.model());
        }
    }

    @Test
    default void textIsAsLongAsTheModelSays() {
        table(Lease_.model(), "varchar\\(20\\)|CHARACTER VARYING\\(20\\)", "varchar(19)");
        differs(Kind.LENGTH, "number", Lease_.model(), "length of 20", "@Column(length = 19)");
        table(Lease_.model(), "varchar\\(20\\)|CHARACTER VARYING\\(20\\)", "varchar(21)");
        assertThat(differences(Lease_.model())).isEmpty();
    }

    @Test
    default void timeOfDayKeepsItsDigits() {
        table(Lease_.model(), definition("opens"), "\"opens\" time(0)");
        differs(Kind.SECOND_DIGITS, "opens", Lease_.model(), "model's 3", "@Column(secondPrecision = 0)");
    }

    @Test
    default void keyThatIsNotUnique() {
        table(Country_.model(), ", PRIMARY KEY \\(.*?\\)", "");
        differs(Kind.KEY_NOT_UNIQUE, "code", Country_.model(), "[code]", "add one");
        bed().execute("CREATE UNIQUE INDEX \"one_country\" ON \"country\" (\"code\", \"name\")");
        differs(Kind.KEY_NOT_UNIQUE, "code", Country_.model());
        bed().execute("CREATE UNIQUE INDEX \"one_code\" ON \"country\" (\"code\")");
        assertThat(differences(Country_.model())).isEmpty();
    }

    @Test
    default void keyThatTheDatabaseDoesNotMake() {
        table(AuditLog_.model(), definition("id"), "\"id\" bigint NOT NULL");
        differs(Kind.NOT_GENERATED, "id", AuditLog_.model(), "identity", "@Id(generated = false)");
    }

    @Test
    default void partOfTheKeyThatTheDatabaseDoesNotMake() {
        bed().prepare(Leaf_.model());
        differs(Kind.NOT_GENERATED, "number", Leaf_.model(), "default", "@Column(defaulted = false)");
        StepVerifier.create(new Leaf(1, "").save().contextWrite(bed().database().context()))
                .verifyError();
        bed().execute("ALTER TABLE \"leaf\" ALTER COLUMN \"number\" SET DEFAULT 7");
        assertThat(differences(Leaf_.model())).isEmpty();
        await(new Leaf(1, "").save().contextWrite(bed().database().context()));
        await(Schema.drop(bed().database(), Leaf_.model()).thenReturn(true));
    }

    /** A property that no insert writes can be null or not. */
    @Test
    default void columnThatInsertsLeaveOut() {
        bed().prepare(Ledger_.model());
        bed().execute("ALTER TABLE \"ledger\" DROP COLUMN \"note\"");
        bed().execute("ALTER TABLE \"ledger\" ADD COLUMN \"note\" varchar(20) NOT NULL");
        differs(Kind.NULLS_REFUSED, "note", Ledger_.model(), "inserts leave it out", "default");
        StepVerifier.create(new Ledger("a").save().contextWrite(bed().database().context()))
                .verifyError();
        bed().execute("ALTER TABLE \"ledger\" ALTER COLUMN \"note\" SET DEFAULT 'x'");
        assertThat(differences(Ledger_.model())).isEmpty();
        await(new Ledger("a").save().contextWrite(bed().database().context()));
        await(Schema.drop(bed().database(), Ledger_.model()).thenReturn(true));
    }

    /** What is only read may be narrower: it is the database that makes it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "label | smallint |",
                "label | decimal(5, 0) |",
                "label | varchar(5) | TYPE",
                "origin | varchar(3) |"
            })
    default void whatIsNeverWrittenMayBeNarrower(String column, String type, @Nullable Kind kind) {
        bed().prepare(Ledger_.model());
        bed().execute("ALTER TABLE \"ledger\" DROP COLUMN \"" + column + "\"");
        bed().execute("ALTER TABLE \"ledger\" ADD COLUMN \"" + column + "\" " + type + " DEFAULT '7'");
        if (kind == null) {
            assertThat(differences(Ledger_.model())).isEmpty();
            await(new Ledger("a").save().contextWrite(bed().database().context()));
        } else {
            differs(kind, column, Ledger_.model());
        }
        await(Schema.drop(bed().database(), Ledger_.model()).thenReturn(true));
    }

    /** It takes none from the application, nor from a sequence that the model asks. */
    @Test
    default void identityThatTakesNoValues() {
        assumeThat(bed().database().dialect().driver()).isNotEqualTo("MariaDB"); // It has none.
        String identity = "bigint GENERATED ALWAYS AS IDENTITY";
        table(AuditLog_.model(), definition("id"), "\"id\" " + identity);
        assertThat(differences(AuditLog_.model())).isEmpty();
        table(Payment_.model(), definition("id"), "\"id\" " + identity);
        differs(Kind.NOT_WRITABLE, "id", Payment_.model(), "takes no other values", "@Id alone");
        table(Lease_.model(), definition("id") + ",", "\"id\" bigint DEFAULT 1 NOT NULL,");
        bed().execute("ALTER TABLE \"lease\" DROP COLUMN \"area\"");
        bed().execute("ALTER TABLE \"lease\" ADD COLUMN \"area\" " + identity);
        differs(Kind.NOT_WRITABLE, "area", Lease_.model(), "@Column(generated = true)", "GENERATED BY DEFAULT");
        Lease lease = new Lease("a");
        lease.area = 7L;
        StepVerifier.create(lease.save().contextWrite(bed().database().context()))
                .verifyError();
    }

    /** A time without a zone is another moment in another zone, unless the database has no other times. */
    @Test
    default void instantNeedsAZone() {
        boolean zoned = bed().capabilities().hasTimestampWithTimeZone();
        table(Lease_.model(), definition("signed_at"), "\"signed_at\" " + (zoned ? "timestamp(6)" : "datetime(6)"));
        if (zoned) {
            differs(Kind.TYPE, "signed_at", Lease_.model(), "which does not hold");
        } else {
            assertThat(differences(Lease_.model())).isEmpty();
        }
    }

    @Test
    default void columnThatIsToBeUnique() {
        table(Payment_.model(), " UNIQUE", "");
        differs(Kind.NOT_UNIQUE, "reference", Payment_.model(), "no unique index is on it alone", "unique = true");
        bed().execute("CREATE UNIQUE INDEX \"one_version\" ON \"payment\" (\"reference\", \"version\")");
        differs(Kind.NOT_UNIQUE, "reference", Payment_.model());
        bed().execute("CREATE UNIQUE INDEX \"one_payment\" ON \"payment\" (\"reference\")");
        assertThat(differences(Payment_.model())).isEmpty();
    }

    @Test
    default void uniqueIndexThatCountsDeletedRows() {
        bed().prepare(Lease_.model());
        bed().execute("CREATE UNIQUE INDEX \"one_house\" ON \"lease\" (\"house\", \"area\")");
        differs(Kind.UNIQUE_AMONG_DELETED, null, Lease_.model(), "one_house", "[house, area]", "deleted_at");
        bed().execute("CREATE UNIQUE INDEX \"one_area\" ON \"lease\" (\"area\")");
        assertThat(differences(Lease_.model()))
                .extracting(Difference::kind, Difference::column)
                .containsExactlyInAnyOrder(
                        tuple(Kind.UNIQUE_AMONG_DELETED, null), tuple(Kind.UNIQUE_AMONG_DELETED, "area"));
    }

    /** It has no keys and takes nulls wherever it may. */
    @Test
    default void viewHasTheColumnsThatItNeeds() {
        bed().prepare(Country_.model());
        bed().execute("CREATE VIEW \"country_name\" AS SELECT \"code\", \"name\" FROM \"country\" GROUP BY \"code\","
                + " \"name\"");
        try {
            StepVerifier.create(Schema.differences(bed().database(), CountryName_.model()))
                    .verifyComplete();
            bed().execute("DROP VIEW \"country_name\"");
            bed().execute("CREATE VIEW \"country_name\" AS SELECT \"code\" FROM \"country\"");
            StepVerifier.create(Schema.differences(bed().database(), CountryName_.model())
                            .map(Difference::kind))
                    .expectNext(Kind.MISSING_COLUMN)
                    .verifyComplete();
        } finally {
            bed().execute("DROP VIEW \"country_name\"");
        }
    }

    @Test
    default void viewThatTakesNoRows() {
        bed().prepare(Country_.model(), AuditLog_.model());
        await(Schema.drop(bed().database(), Country_.model()).thenReturn(true));
        bed().execute("CREATE VIEW \"country\" AS SELECT \"action\" AS \"code\", MAX(\"action\") AS \"name\""
                + " FROM \"audit_log\" GROUP BY \"action\"");
        try {
            assertThat(differences(Country_.model()))
                    .extracting(Difference::kind, Difference::column)
                    .contains(tuple(Kind.NOT_WRITABLE, null));
            StepVerifier.create(new Country("x", "y")
                            .save()
                            .contextWrite(bed().database().context()))
                    .verifyError();
        } finally {
            bed().execute("DROP VIEW \"country\"");
        }
    }

    @Test
    default void columnThatTheDatabaseComputes() {
        table(
                Lease_.model(),
                definition("area"),
                "\"area\" bigint GENERATED ALWAYS AS (\"rooms\" * 2)"
                        + bed().capabilities().stored());
        differs(Kind.NOT_WRITABLE, "area", Lease_.model(), "@Column(generated = true)");
        bed().prepare(Ledger_.model());
        bed().execute("ALTER TABLE \"ledger\" DROP COLUMN \"label\"");
        bed().execute("ALTER TABLE \"ledger\" ADD COLUMN \"label\" bigint GENERATED ALWAYS AS (\"version\" * 2)"
                + bed().capabilities().stored());
        assertThat(differences(Ledger_.model())).isEmpty();
        await(Schema.drop(bed().database(), Ledger_.model()).thenReturn(true));
    }

    /** The models of the contracts are marked. */
    @Test
    default void markedPropertyThatIsNotNullableNeedsAColumnThatTakesNoNulls() {
        bed().prepare(Article_.model());
        assertThat(differences(Article_.model())).isEmpty();
        bed().execute(bed().capabilities().dropNotNull("article", "title", "varchar(100)"));
        assertThat(differences(Article_.model())).extracting(Difference::kind).containsExactly(Kind.NULLS_ALLOWED);
        await(Schema.drop(bed().database(), Article_.model()).thenReturn(true));
    }

    @Test
    default void whatIsOnlyReadNeedsNoMoreThanItsColumns() {
        bed().execute("CREATE TABLE \"country_name\" (\"code\" varchar(20), \"name\" varchar(20) NOT NULL,"
                + " \"more\" integer NOT NULL)");
        try {
            StepVerifier.create(Schema.differences(bed().database(), CountryName_.model())
                            .map(Difference::kind))
                    .expectNext(Kind.NULLS_ALLOWED) // Of its key.
                    .verifyComplete();
            bed().execute("ALTER TABLE \"country_name\" DROP COLUMN \"name\"");
            StepVerifier.create(Schema.differences(bed().database(), CountryName_.model())
                            .map(Difference::kind))
                    .expectNext(Kind.NULLS_ALLOWED, Kind.MISSING_COLUMN)
                    .verifyComplete();
        } finally {
            bed().execute("DROP TABLE \"country_name\"");
        }
    }
}
