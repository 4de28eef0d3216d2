package io.fluxrecord.dialect.h2;

import io.fluxrecord.catalog.Catalog;
import io.fluxrecord.catalog.CatalogBuilder;
import io.fluxrecord.catalog.CatalogColumn;
import io.fluxrecord.catalog.CatalogColumn.Generation;
import io.fluxrecord.catalog.CatalogForeignKey;
import io.fluxrecord.catalog.CatalogIndex;
import io.fluxrecord.catalog.CatalogNames;
import io.fluxrecord.catalog.CatalogSelection;
import io.fluxrecord.catalog.CatalogTable.Kind;
import io.fluxrecord.catalog.CatalogType;
import io.fluxrecord.dialect.CatalogReader;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Sequence;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads the {@code INFORMATION_SCHEMA}, which shows a user what it has rights to (<a
 * href="https://h2database.com/html/systemtables.html">system tables</a>).
 */
final class H2Catalog implements CatalogReader {

    private static final String SCHEMA = "SELECT CURRENT_SCHEMA";

    private static final String TABLES = """
            SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, REMARKS,
              IS_INSERTABLE_INTO = 'YES' OR EXISTS (
                SELECT 1 FROM INFORMATION_SCHEMA.VIEWS v WHERE v.TABLE_SCHEMA = t.TABLE_SCHEMA
                AND v.TABLE_NAME = t.TABLE_NAME AND v.IS_TRIGGER_INSERTABLE_INTO = 'YES')
            FROM INFORMATION_SCHEMA.TABLES t WHERE %s
            """;

    private static final String COLUMNS = """
            SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME,
              c.DATA_TYPE, c.CHARACTER_MAXIMUM_LENGTH, c.NUMERIC_PRECISION, c.NUMERIC_SCALE, c.DATETIME_PRECISION,
              c.INTERVAL_TYPE, c.INTERVAL_PRECISION,
              e.DATA_TYPE, e.CHARACTER_MAXIMUM_LENGTH, e.NUMERIC_PRECISION, e.NUMERIC_SCALE, e.DATETIME_PRECISION,
              e.INTERVAL_TYPE, e.INTERVAL_PRECISION,
              (SELECT ARRAY_AGG(VALUE_NAME ORDER BY VALUE_ORDINAL) FROM INFORMATION_SCHEMA.ENUM_VALUES v
                WHERE v.OBJECT_SCHEMA = c.TABLE_SCHEMA AND v.OBJECT_NAME = c.TABLE_NAME AND v.OBJECT_TYPE = 'TABLE'
                AND v.ENUM_IDENTIFIER = c.DTD_IDENTIFIER),
              IS_NULLABLE, COLUMN_DEFAULT, IDENTITY_GENERATION, GENERATION_EXPRESSION, REMARKS,
              c.MAXIMUM_CARDINALITY
            FROM INFORMATION_SCHEMA.COLUMNS c
            LEFT JOIN INFORMATION_SCHEMA.ELEMENT_TYPES e ON e.OBJECT_SCHEMA = c.TABLE_SCHEMA
              AND e.OBJECT_NAME = c.TABLE_NAME AND e.OBJECT_TYPE = 'TABLE'
              AND e.COLLECTION_TYPE_IDENTIFIER = c.DTD_IDENTIFIER
            WHERE %s ORDER BY TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION
            """;

    private static final String INDEXES = """
            SELECT TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, INDEX_TYPE_NAME,
              (SELECT ARRAY_AGG(COLUMN_NAME ORDER BY ORDINAL_POSITION) FROM INFORMATION_SCHEMA.INDEX_COLUMNS c
                WHERE c.INDEX_SCHEMA = i.INDEX_SCHEMA AND c.INDEX_NAME = i.INDEX_NAME
                AND (c.IS_UNIQUE OR i.INDEX_TYPE_NAME NOT IN ('PRIMARY KEY', 'UNIQUE INDEX')))
            FROM INFORMATION_SCHEMA.INDEXES i WHERE %s ORDER BY TABLE_SCHEMA, TABLE_NAME, INDEX_NAME
            """;

    private static final String FOREIGN_KEYS = """
            SELECT * FROM (
              SELECT k.TABLE_SCHEMA, k.TABLE_NAME, k.CONSTRAINT_NAME, k.COLUMN_NAME,
                u.TABLE_SCHEMA, u.TABLE_NAME, u.COLUMN_NAME, k.ORDINAL_POSITION
              FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS r
              JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE k ON k.CONSTRAINT_SCHEMA = r.CONSTRAINT_SCHEMA
                AND k.CONSTRAINT_NAME = r.CONSTRAINT_NAME
              JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE u ON u.CONSTRAINT_SCHEMA = r.UNIQUE_CONSTRAINT_SCHEMA
                AND u.CONSTRAINT_NAME = r.UNIQUE_CONSTRAINT_NAME
                AND u.ORDINAL_POSITION = k.POSITION_IN_UNIQUE_CONSTRAINT)
              AS f(TABLE_SCHEMA, TABLE_NAME, NAME, COLUMN_NAME, OTHER_SCHEMA, OTHER_NAME, OTHER_COLUMN, POSITION)
            WHERE %s ORDER BY TABLE_SCHEMA, TABLE_NAME, NAME, POSITION
            """;

    private static final String SEQUENCES = """
            SELECT SEQUENCE_SCHEMA, SEQUENCE_NAME FROM INFORMATION_SCHEMA.SEQUENCES WHERE %s
            """;

    /** The digits that tell a number of floating point from all others. */
    private static final int REAL_DIGITS = 9;

    private static final int DOUBLE_DIGITS = 17;

    private final H2Dialect dialect;

    H2Catalog(H2Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public CatalogType typeOf(Column column) {
        String name = dialect.columnType(column);
        int secondDigits = dialect.secondPrecision(column);
        return switch (column.type()) {
            case DECIMAL ->
                H2Dialect.isUnlimited(column)
                        ? CatalogType.of(name, SqlType.DECIMAL, 0, H2Dialect.MAX_DIGITS, CatalogType.ANY)
                        : CatalogType.asked(column, name, secondDigits);
            case DURATION -> CatalogType.of(name, SqlType.DURATION, 0, H2Dialect.MAX_LEADING_DIGITS, secondDigits);
            case PERIOD -> CatalogType.of(name, SqlType.PERIOD, 0, H2Dialect.MAX_LEADING_DIGITS + 1, 0);
            default -> CatalogType.asked(column, name, secondDigits);
        };
    }

    /** A decimal of floating point has any exponent, so that its digits decide. */
    @Override
    public boolean holds(CatalogType asked, CatalogType there) {
        boolean isFloating = asked.sqlType() == SqlType.REAL || asked.sqlType() == SqlType.DOUBLE;
        if (isFloating && there.sqlType() == SqlType.DECIMAL && there.scale() == CatalogType.ANY) {
            return there.precision() >= (asked.sqlType() == SqlType.REAL ? REAL_DIGITS : DOUBLE_DIGITS);
        }
        return CatalogReader.super.holds(asked, there);
    }

    /** Shapes and objects of Java are bytes to the driver, and arrays have no codec for what is in them. */
    @Override
    public boolean isText(CatalogType type) {
        return type.name().matches("(ENUM|INTERVAL)\\b.*(?<! ARRAY)");
    }

    @Override
    public boolean marksNull(CatalogColumn column, String other) {
        return ("CASE WHEN \"" + other.replace("\"", "\"\"") + "\" IS NULL THEN 1 END")
                .equals(column.generationExpression());
    }

    @Override
    public Mono<Catalog> read(Connection connection, CatalogSelection selection) {
        return Mono.defer(() -> {
            CatalogBuilder catalog = new CatalogBuilder();
            return Mono.from(connection.createStatement(SCHEMA).execute())
                    .flatMap(result -> Mono.from(result.map((row, metadata) -> text(row, 0))))
                    .flatMap(schema -> each(connection, TABLES, selection, row -> table(row, catalog))
                            .then(each(connection, COLUMNS, selection, row -> column(row, catalog)))
                            .then(each(connection, INDEXES, selection, row -> index(row, catalog)))
                            .then(each(connection, FOREIGN_KEYS, selection, row -> foreignKey(row, catalog)))
                            .then(sequences(connection, selection, catalog))
                            .then(Mono.fromSupplier(
                                    () -> catalog.build(new CatalogNames(List.of(schema), false, false)))));
        });
    }

    private static Mono<Void> each(
            Connection connection, String sql, CatalogSelection selection, Consumer<Row> reader) {
        return each(
                connection, sql, "TABLE", selection.tables(), selection.patterns(), Table::schema, Table::name, reader);
    }

    private static Mono<Void> sequences(Connection connection, CatalogSelection selection, CatalogBuilder catalog) {
        return each(
                connection,
                SEQUENCES,
                "SEQUENCE",
                selection.sequences(),
                selection.patterns(),
                Sequence::schema,
                Sequence::name,
                row -> catalog.sequence(text(row, 0), text(row, 1)));
    }

    private static <T> Mono<Void> each(
            Connection connection,
            String sql,
            String kind,
            List<T> asked,
            boolean patterns,
            Function<T, @Nullable String> schema,
            Function<T, String> name,
            Consumer<Row> reader) {
        return Mono.defer(() -> {
            if (asked.isEmpty()) {
                return Mono.empty();
            }
            String condition = "(" + kind + "_SCHEMA = COALESCE(?, CURRENT_SCHEMA) AND " + kind + "_NAME "
                    + (patterns ? "LIKE ? ESCAPE '!')" : "= ?)");
            Statement statement = connection.createStatement(
                    sql.formatted(asked.stream().map(one -> condition).collect(Collectors.joining(" OR ", "(", ")"))));
            int position = 0;
            for (T one : asked) {
                bind(statement, position++, schema.apply(one));
                statement.bind(position++, name.apply(one));
            }
            return each(statement, reader);
        });
    }

    private static void bind(Statement statement, int position, @Nullable String text) {
        if (text == null) {
            statement.bindNull(position, String.class);
        } else {
            statement.bind(position, text);
        }
    }

    private static Mono<Void> each(Statement statement, Consumer<Row> reader) {
        return Flux.from(statement.execute())
                .concatMap(result -> result.map((row, metadata) -> {
                    reader.accept(row);
                    return true;
                }))
                .then();
    }

    private static Object key(Row row) {
        return List.of(text(row, 0), text(row, 1));
    }

    private static void table(Row row, CatalogBuilder catalog) {
        Kind kind = text(row, 2).contains("VIEW") ? Kind.VIEW : Kind.TABLE;
        boolean insertable = Boolean.TRUE.equals(row.get(4, Boolean.class));
        catalog.table(key(row), text(row, 0), text(row, 1), kind, row.get(3, String.class), null, insertable);
    }

    private static void column(Row row, CatalogBuilder catalog) {
        String identity = row.get(20, String.class);
        String computed = row.get(21, String.class);
        Generation generation = identity == null
                ? (computed == null ? Generation.NONE : Generation.COMPUTED)
                : (identity.equals("ALWAYS") ? Generation.IDENTITY_ALWAYS : Generation.IDENTITY);
        catalog.column(
                key(row),
                new CatalogColumn(
                        text(row, 2),
                        H2Type.ofColumn(row),
                        text(row, 18).equals("YES"),
                        row.get(19, String.class),
                        generation,
                        computed,
                        row.get(22, String.class)));
    }

    private static void index(Row row, CatalogBuilder catalog) {
        String kind = text(row, 3);
        boolean primary = kind.equals("PRIMARY KEY");
        catalog.index(
                key(row),
                new CatalogIndex(
                        text(row, 2),
                        primary || kind.startsWith("UNIQUE"),
                        primary,
                        H2Type.texts(row, 4),
                        List.of(),
                        null));
    }

    private static void foreignKey(Row row, CatalogBuilder catalog) {
        catalog.foreignKey(
                key(row),
                new CatalogForeignKey(
                        text(row, 2), List.of(text(row, 3)), text(row, 4), text(row, 5), List.of(text(row, 6))));
    }

    private static String text(Row row, int index) {
        return Objects.requireNonNull(row.get(index, String.class));
    }
}
