package io.fluxrecord.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.From;
import io.fluxrecord.sql.Lock;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.SchemaStatement;
import io.fluxrecord.sql.SchemaStatement.ForeignKeyConstraint;
import io.fluxrecord.sql.Sequence;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each kind of statement as the standard spells it, and what an extension may change of it. */
class SqlRendererTests {

    private static final Table ORDERS = new Table("shop", "orders");
    private static final Column ID = column(ORDERS, "id", SqlType.BIGINT);
    private static final Column TOTAL = new Column(ORDERS, "total", SqlType.DECIMAL, 0, 10, 2, true, false);
    private static final Table CUSTOMERS = new Table(null, "customers");
    private static final Column NAME = column(CUSTOMERS, "na\"me", SqlType.TEXT);
    private static final Sequence NUMBERS = new Sequence("shop", "numbers", 10);

    /** Spells all as the standard does. */
    private static final Dialect PLAIN = new Dialect() {
        @Override
        public String driver() {
            return "plain";
        }

        @Override
        public String columnType(Column column) {
            return column.type().name();
        }
    };

    private static Column column(Table table, String name, SqlType type) {
        return new Column(table, name, type, 0, 0, -1, false, false);
    }

    private static String text(SqlStatement statement) {
        return PLAIN.render(statement).text();
    }

    private static SqlStatement.Select select(From from, List<? extends SqlExpression> projection, Predicate where) {
        return new SqlStatement.Select(from, projection, where, List.of(), null, null, null);
    }

    private static SqlStatement.Insert insert(List<Column> columns, int rows, List<Column> returning) {
        List<Param> values =
                columns.stream().map(column -> Param.later(column.type())).toList();
        return new SqlStatement.Insert(ORDERS, columns, new SqlStatement.Rows(values, rows), returning);
    }

    @Test
    void columnsOfOneTableAreNotQualified() {
        assertThat(text(select(From.of(ORDERS), List.of(ID, TOTAL), Predicate.matches(ID))))
                .isEqualTo("SELECT \"id\", \"total\" FROM \"shop\".\"orders\" WHERE \"id\" = ?");
    }

    @Test
    void columnsOfSeveralTablesAreQualified() {
        Predicate on = new Predicate.Comparison(
                new SqlExpression.Joined("c", column(CUSTOMERS, "id", SqlType.BIGINT)),
                Predicate.Operator.EQ,
                column(ORDERS, "customer_id", SqlType.BIGINT));
        Predicate named = new Predicate.IsNull(new SqlExpression.Joined("d", NAME), true);
        From from = new From(
                ORDERS,
                "o",
                List.of(
                        new From.Join(false, CUSTOMERS, "c", on),
                        new From.Join(true, CUSTOMERS, "d", Predicate.and(on, named))));
        assertThat(text(select(from, List.of(ID, new SqlExpression.Joined("c", NAME)), Predicate.matches(TOTAL))))
                .isEqualTo("SELECT \"o\".\"id\", \"c\".\"na\"\"me\" FROM \"shop\".\"orders\" AS \"o\""
                        + " JOIN \"customers\" AS \"c\" ON \"c\".\"id\" = \"o\".\"customer_id\""
                        + " LEFT JOIN \"customers\" AS \"d\" ON (\"c\".\"id\" = \"o\".\"customer_id\""
                        + " AND \"d\".\"na\"\"me\" IS NOT NULL) WHERE \"o\".\"total\" = ?");
    }

    @Test
    void tableThatOthersAreJoinedToNeedsAnAlias() {
        List<From.Join> joins = List.of(new From.Join(false, CUSTOMERS, "c", Predicate.Constant.TRUE));
        assertThatThrownBy(() -> new From(ORDERS, null, joins)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void projectionIsAnyList() {
        assertThat(text(select(
                        From.of(CUSTOMERS),
                        List.of(SqlExpression.Aggregate.COUNT_OF_ROWS, new SqlExpression.Literal(1)),
                        Predicate.Constant.TRUE)))
                .isEqualTo("SELECT COUNT(*), 1 FROM \"customers\"");
    }

    @Test
    void orderLimitAndLockComeLast() {
        List<SqlStatement.Ordering> order = List.of(
                new SqlStatement.Ordering(ID, true, null),
                new SqlStatement.Ordering(TOTAL, false, true),
                new SqlStatement.Ordering(TOTAL, true, false));
        SqlStatement.Select select = new SqlStatement.Select(
                From.of(CUSTOMERS),
                List.of(ID),
                Predicate.Constant.TRUE,
                order,
                Param.of(SqlType.BIGINT, 5L),
                Param.of(SqlType.BIGINT, 10L),
                new Lock(Lock.Strength.SHARE, Lock.Waiting.SKIP_LOCKED));
        assertThat(text(select))
                .isEqualTo("SELECT \"id\" FROM \"customers\" ORDER BY \"id\" DESC, \"total\" NULLS FIRST,"
                        + " \"total\" DESC NULLS LAST LIMIT ? OFFSET ? FOR SHARE SKIP LOCKED");
        assertThat(PLAIN.render(select).parameters()).extracting(Param::value).containsExactly(5L, 10L);
    }

    @Test
    void keysComeFromTheDriverWhereTheStatementReturnsNone() {
        SqlRenderer renderer = new SqlRenderer(PLAIN) {
            @Override
            protected void insertReturning(SqlStatement.Insert insert) {
                insert(insert);
                returnGeneratedValues(insert.returning());
            }
        };
        RenderedSql sql = renderer.render(insert(List.of(TOTAL), 1, List.of(ID)));
        assertThat(sql.text()).isEqualTo("INSERT INTO \"shop\".\"orders\" (\"total\") VALUES (?)");
        assertThat(sql.generated()).containsExactly("id");
        assertThat(PLAIN.render(insert(List.of(TOTAL), 1, List.of(ID))).generated())
                .isEmpty();
    }

    @Test
    void insertRepeatsItsRows() {
        assertThat(text(insert(List.of(ID, TOTAL), 2, List.of())))
                .isEqualTo("INSERT INTO \"shop\".\"orders\" (\"id\", \"total\") VALUES (?, ?), (?, ?)");
        assertThat(text(insert(List.of(TOTAL), 1, List.of(ID))))
                .isEqualTo("INSERT INTO \"shop\".\"orders\" (\"total\") VALUES (?) RETURNING \"id\"");
    }

    @Test
    void insertOfNothingButWhatTheDatabaseMakesNamesThat() {
        assertThat(text(insert(List.of(), 2, List.of(ID))))
                .isEqualTo("INSERT INTO \"shop\".\"orders\" (\"id\") VALUES (DEFAULT), (DEFAULT) RETURNING \"id\"");
    }

    @Test
    void arraysAreForDialectsThatSaySo() {
        SqlStatement arrays = new SqlStatement.Insert(
                ORDERS,
                List.of(ID),
                new SqlStatement.Arrays(List.of(new Param(SqlType.BIGINT, null, true))),
                List.of());
        assertThatThrownBy(() -> text(arrays))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("plain");
    }

    @Test
    void assignedValuesAreRoundedAsTheirColumn() {
        RenderedSql update = PLAIN.render(new SqlStatement.Update(
                ORDERS,
                List.of(new SqlStatement.Assignment(TOTAL, Param.of(SqlType.DECIMAL, new BigDecimal("1.005")))),
                new Predicate.Comparison(
                        TOTAL, Predicate.Operator.LT, Param.of(SqlType.DECIMAL, new BigDecimal("2.004")))));
        assertThat(update.text()).isEqualTo("UPDATE \"shop\".\"orders\" SET \"total\" = ? WHERE \"total\" < ?");
        assertThat(update.parameters())
                .<@Nullable Object>extracting(Param::value)
                .containsExactly(new BigDecimal("1.01"), new BigDecimal("2.004"));
    }

    /** Render for a database that keeps no more than microseconds. */
    private static RenderedSql where(Predicate predicate) {
        Dialect micros = new PlainDialect() {
            @Override
            public int secondPrecision(Column column) {
                return Math.min(6, super.secondPrecision(column));
            }
        };
        return micros.render(new SqlStatement.Delete(ORDERS, predicate));
    }

    /** A driver may cut what it cannot send, or round it up. */
    @Test
    void timeThatIsTooFineIsComparedByTheNextThatIsNot() {
        Column at = column(ORDERS, "at", SqlType.TIME);
        Param fine = Param.of(SqlType.TIME, LocalTime.of(1, 2, 3, 4_005));
        Param exact = Param.of(SqlType.TIME, LocalTime.of(1, 2, 3, 4_000));
        assertThat(where(new Predicate.Comparison(at, Predicate.Operator.LT, fine))
                        .text())
                .endsWith("\"at\" <= ?");
        assertThat(where(new Predicate.Comparison(at, Predicate.Operator.GE, fine))
                        .text())
                .endsWith("\"at\" > ?");
        assertThat(where(new Predicate.Comparison(at, Predicate.Operator.LT, exact))
                        .text())
                .endsWith("\"at\" < ?");
        assertThat(where(new Predicate.Comparison(at, Predicate.Operator.EQ, fine))
                        .text())
                .endsWith("\"at\" = ?");
        RenderedSql between = where(Predicate.not(new Predicate.Between(at, fine, fine)));
        assertThat(between.text()).endsWith("NOT ((\"at\" > ? AND \"at\" <= ?))");
        assertThat(between.parameters())
                .<@Nullable Object>extracting(Param::value)
                .containsOnly(exact.value());
        assertThat(where(new Predicate.Between(at, exact, fine)).text()).endsWith("\"at\" BETWEEN ? AND ?");
    }

    @Test
    void valueOfAColumnThatHoldsFractionsAloneIsRefusedInPlainWords() {
        Column part = new Column(ORDERS, "part", SqlType.DECIMAL, 0, 2, 5, true, false);
        assertThat(PLAIN.assign(part, new BigDecimal("0.00099"))).isEqualTo(new BigDecimal("0.00099"));
        assertThatThrownBy(() -> PLAIN.assign(part, new BigDecimal("0.001")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("takes no value that has fewer than 3 zeros after the point");
    }

    @Test
    void deleteOfAllHasNoCondition() {
        assertThat(text(new SqlStatement.Delete(ORDERS, Predicate.Constant.TRUE)))
                .isEqualTo("DELETE FROM \"shop\".\"orders\"");
    }

    @Test
    void schemaIsMadeWhereItIsMissing() {
        Column code = new Column(ORDERS, "code", SqlType.TEXT, 10, 0, 0, true, true);
        assertThat(text(new SchemaStatement.CreateTable(
                        ORDERS,
                        List.of(
                                new SchemaStatement.Definition(ID, true, null),
                                new SchemaStatement.Definition(column(ORDERS, "at", SqlType.DATE), false, null),
                                new SchemaStatement.Definition(code, false, null)),
                        List.of(ID))))
                .isEqualTo("CREATE TABLE IF NOT EXISTS \"shop\".\"orders\" (\"id\" BIGINT GENERATED BY DEFAULT AS"
                        + " IDENTITY, \"at\" DATE NOT NULL, \"code\" TEXT UNIQUE, PRIMARY KEY (\"id\"))");
        assertThat(text(new SchemaStatement.CreateTable(
                        ORDERS, List.of(new SchemaStatement.Definition(ID, true, NUMBERS)), List.of(ID))))
                .contains("\"id\" BIGINT DEFAULT NEXT VALUE FOR \"shop\".\"numbers\"");
        assertThat(text(new SchemaStatement.CreateSequence(NUMBERS)))
                .isEqualTo("CREATE SEQUENCE IF NOT EXISTS \"shop\".\"numbers\"");
        assertThat(text(new SchemaStatement.DropTable(CUSTOMERS))).isEqualTo("DROP TABLE IF EXISTS \"customers\"");
        assertThat(text(new SchemaStatement.DropSequence(NUMBERS)))
                .isEqualTo("DROP SEQUENCE IF EXISTS \"shop\".\"numbers\"");
    }

    @Test
    void uniqueAmongTheRowsThatAreNotDeletedNeedsAColumnThatIsNullInTheOthers() {
        Column code = new Column(CUSTOMERS, "code", SqlType.TEXT, 10, 0, 0, true, true);
        Column deletedAt = new Column(CUSTOMERS, "gone", SqlType.DATE, 0, 0, 0, true, false);
        SchemaStatement.CreateTable table = new SchemaStatement.CreateTable(
                CUSTOMERS,
                List.of(
                        new SchemaStatement.Definition(NAME, false, null),
                        new SchemaStatement.Definition(code, false, null),
                        new SchemaStatement.Definition(deletedAt, false, null)),
                List.of(NAME),
                List.of(),
                deletedAt);
        assertThat(text(table))
                .isEqualTo("CREATE TABLE IF NOT EXISTS \"customers\" (\"na\"\"me\" TEXT NOT NULL, \"code\" TEXT,"
                        + " \"gone\" DATE, PRIMARY KEY (\"na\"\"me\"), \"gone_is_null\" SMALLINT GENERATED ALWAYS AS"
                        + " (CASE WHEN \"gone\" IS NULL THEN 1 END) INVISIBLE, UNIQUE (\"code\", \"gone_is_null\"))");
        assertThat(text(new SchemaStatement.CreateUniqueIndex(code, deletedAt)))
                .isEqualTo("CREATE UNIQUE INDEX IF NOT EXISTS \"customers_code_live\" ON \"customers\" (\"code\")"
                        + " WHERE \"gone\" IS NULL");
    }

    @Test
    void foreignKeyIsMadeWithItsTableOrLater() {
        Column customer = column(ORDERS, "customer", SqlType.TEXT);
        ForeignKeyConstraint foreignKey = new ForeignKeyConstraint(List.of(customer), List.of(NAME));
        SchemaStatement.CreateTable table = new SchemaStatement.CreateTable(
                ORDERS,
                List.of(new SchemaStatement.Definition(customer, false, null)),
                List.of(ID, customer),
                List.of(foreignKey),
                null);
        String constraint = "CONSTRAINT \"orders_customer_fkey\" FOREIGN KEY (\"customer\") REFERENCES \"customers\""
                + " (\"na\"\"me\")";
        assertThat(text(table)).endsWith("PRIMARY KEY (\"id\", \"customer\"), " + constraint + ")");
        assertThat(text(new SchemaStatement.AddForeignKey(foreignKey)))
                .isEqualTo("ALTER TABLE \"shop\".\"orders\" ADD CONSTRAINT IF NOT EXISTS " + constraint.substring(11));
        assertThat(text(new SchemaStatement.DropForeignKey(foreignKey)))
                .isEqualTo("ALTER TABLE IF EXISTS \"shop\".\"orders\" DROP CONSTRAINT IF EXISTS"
                        + " \"orders_customer_fkey\"");
        assertThat(text(new SchemaStatement.CreateIndex(List.of(customer, ID))))
                .isEqualTo("CREATE INDEX IF NOT EXISTS \"orders_customer_id_idx\" ON \"shop\".\"orders\" (\"customer\","
                        + " \"id\")");
        assertThat(table.isIndexed(List.of(customer))).isFalse();
        assertThat(table.isIndexed(List.of(ID))).isTrue();
        assertThat(table.isIndexed(List.of(customer, ID))).isTrue();
    }

    /** PostgreSQL cuts a name after 63 bytes, and takes an index for one that is there if it has the same name then. */
    @Test
    void longNamesOfIndexesDiffer() {
        Table table = new Table(null, "t".repeat(60));
        Column deletedAt = column(table, "gone", SqlType.DATE);
        String one = text(new SchemaStatement.CreateUniqueIndex(column(table, "one", SqlType.TEXT), deletedAt));
        String two = text(new SchemaStatement.CreateUniqueIndex(column(table, "two", SqlType.TEXT), deletedAt));
        assertThat(one.substring(0, one.indexOf(" ON "))).isNotEqualTo(two.substring(0, two.indexOf(" ON ")));
        assertThat(one.indexOf(" ON ")).isLessThan("CREATE UNIQUE INDEX IF NOT EXISTS ".length() + 65);
    }

    @Test
    void listsShareFewTextsWhereThereAreNoArrays() {
        assertThat(in(1).text()).endsWith(" WHERE \"id\" IN (?)");
        assertThat(in(2).text()).endsWith(" WHERE \"id\" IN (?, ?)");
        assertThat(in(3).text()).endsWith(" WHERE \"id\" IN (?, ?, ?, ?)");
        assertThat(in(3).values()).containsExactly(0L, 1L, 2L, 2L);
        assertThat(in(4).text()).isEqualTo(in(3).text());
        // Padding never takes more than there may be.
        assertThat(in(60).parameters()).hasSize(64);
        assertThat(in(65).parameters()).hasSize(65);
        assertThat(in(100).parameters()).hasSize(100);
        assertThatThrownBy(() -> in(101)).isInstanceOf(IllegalArgumentException.class);
    }

    private static RenderedSql in(int values) {
        Object[] ids = LongStream.range(0, values).boxed().toArray();
        Predicate in = new Predicate.In(ID, new Param(SqlType.BIGINT, ids, true), false);
        return new Arrayless().render(select(From.of(ORDERS), List.of(ID), in));
    }

    /** A dialect without arrays, and with few parameters. */
    private static final class Arrayless implements Dialect {

        @Override
        public String driver() {
            return "arrayless";
        }

        @Override
        public String columnType(Column column) {
            return column.type().name();
        }

        @Override
        public int maxArrayLength(SqlType type) {
            return 0;
        }

        @Override
        public int maxParameters() {
            return 100;
        }
    }

    @Test
    void arrayIsOneParameter() {
        Predicate in = new Predicate.In(ID, new Param(SqlType.BIGINT, new Object[] {1L, 2L}, true), true);
        assertThat(text(select(From.of(ORDERS), List.of(ID), in))).endsWith(" WHERE \"id\" <> ALL(?)");
    }
}
