package io.fluxrecord.dialect.mariadb;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads the {@code information_schema}, which shows a user what it has rights to (<a
 * href="https://mariadb.com/kb/en/information-schema-tables/">tables</a>). Its names are compared regardless of case,
 * and told apart when they are looked up.
 */
final class MariadbCatalog implements CatalogReader {

    private static final String NAMES = "SELECT DATABASE(), @@lower_case_table_names";

    private static final String TABLES = """
            SELECT table_schema, table_name, table_type, table_comment,
              NOT EXISTS (
                SELECT 1 FROM information_schema.views v WHERE v.table_schema = t.table_schema
                AND v.table_name = t.table_name AND v.is_updatable = 'NO')
            FROM information_schema.tables t WHERE table_type <> 'SEQUENCE' AND %s
            """;

    /** A column of JSON is one of text with a check by its name. */
    private static final String JSON = """
            SELECT constraint_schema, table_name, constraint_name FROM information_schema.check_constraints
            WHERE level = 'Column' AND check_clause LIKE 'json_valid(%%' AND %s
            """;

    private static final String COLUMNS = """
            SELECT table_schema, table_name, column_name, data_type, column_type, character_maximum_length,
              numeric_precision, numeric_scale, datetime_precision, is_nullable, column_default, extra,
              is_generated, generation_expression, column_comment,
              character_set_name
            FROM information_schema.columns WHERE %s ORDER BY table_schema, table_name, ordinal_position
            """;

    private static final String INDEXES = """
            SELECT table_schema, table_name, index_name, non_unique = 0, column_name,
              IF(sub_part IS NULL, NULL, CONCAT(column_name, '(', sub_part, ')'))
            FROM information_schema.statistics WHERE %s ORDER BY table_schema, table_name, index_name, seq_in_index
            """;

    private static final String FOREIGN_KEYS = """
            SELECT table_schema, table_name, constraint_name, column_name,
              referenced_table_schema, referenced_table_name, referenced_column_name
            FROM information_schema.key_column_usage WHERE referenced_table_name IS NOT NULL AND %s
            ORDER BY table_schema, table_name, constraint_name, ordinal_position
            """;

    private static final String SEQUENCES = """
            SELECT table_schema, table_name FROM information_schema.tables WHERE table_type = 'SEQUENCE' AND %s
            """;

    private final MariadbDialect dialect;

    MariadbCatalog(MariadbDialect dialect) {
        this.dialect = dialect;
    }

    /** What MariaDB has no type for is stored in another. */
    @Override
    public CatalogType typeOf(Column column) {
        String name = dialect.columnType(column);
        int digits = dialect.secondPrecision(column);
        return switch (column.type()) {
            case TIME_WITH_TIME_ZONE ->
                CatalogType.of(name, SqlType.TEXT, TimeWithZone.LENGTH, 0, 0)
                        .padded(true)
                        .partial(true); // It is ASCII, and ends with no space.
            case TIMESTAMP_WITH_TIME_ZONE -> CatalogType.of(name, SqlType.TIMESTAMP, 0, 0, digits);
            case REAL -> CatalogType.plain(name, SqlType.DOUBLE);
            case DECIMAL ->
                ColumnType.isUnlimited(column)
                        ? CatalogType.of(name, SqlType.DECIMAL, 0, ColumnType.MAX_PRECISION, ColumnType.SCALE)
                        : CatalogType.asked(column, name, digits);
            case JSON -> CatalogType.asked(column, name, digits).padded(true);
            default -> column.type().isArray() ? array(column, name) : CatalogType.asked(column, name, digits);
        };
    }

    /** It ends with no space, and only text may not be ASCII. */
    private static CatalogType array(Column column, String name) {
        return CatalogType.plain(name, SqlType.JSON).padded(true).partial(column.type() != SqlType.TEXT_ARRAY);
    }

    /**
     * The driver writes a UUID as text, and reads one from it. A short number is a truth value, too, and a character
     * may be a space, which a {@code char(1)} does not give back.
     */
    @Override
    public boolean holds(CatalogType asked, CatalogType there) {
        if (there.name().startsWith("set(")) {
            return false;
        }
        if (asked.sqlType() == SqlType.UUID && there.sqlType() == SqlType.TEXT) {
            return there.labels().isEmpty() && (there.length() == 0 || there.length() >= ColumnType.UUID_LENGTH);
        }
        boolean truth = asked.sqlType() == SqlType.BOOLEAN && there.name().matches("tinyint\\(\\d+\\)");
        boolean trimmed = there.padded() && !asked.padded() && there.sqlType() == SqlType.TEXT;
        return truth || (!trimmed && CatalogReader.super.holds(asked, there));
    }

    /** Bits and shapes are bytes to the driver. */
    @Override
    public boolean isText(CatalogType type) {
        return type.sqlType() == SqlType.TEXT || type.name().startsWith("inet");
    }

    @Override
    public boolean marksNull(CatalogColumn column, String other) {
        return ("case when `" + other.replace("`", "``") + "` is null then 1 end")
                .equals(column.generationExpression());
    }

    @Override
    public Mono<Catalog> read(Connection connection, CatalogSelection selection) {
        return Mono.defer(() -> {
            CatalogBuilder catalog = new CatalogBuilder();
            Set<Object> json = new HashSet<>();
            Indexes indexes = new Indexes();
            return Mono.from(connection.createStatement(NAMES).execute())
                    .flatMap(result -> Mono.from(result.map((row, metadata) -> names(row))))
                    .flatMap(names -> tables(connection, TABLES, "table", selection, row -> table(row, catalog))
                            .then(tables(
                                    connection,
                                    JSON,
                                    "constraint",
                                    selection,
                                    row -> json.add(List.of(key(row), text(row, 2)))))
                            .then(tables(connection, COLUMNS, "table", selection, row -> column(row, catalog, json)))
                            .then(tables(connection, INDEXES, "table", selection, indexes::add))
                            .then(tables(connection, FOREIGN_KEYS, "table", selection, row -> foreignKey(row, catalog)))
                            .then(sequences(connection, selection, catalog))
                            .then(Mono.fromSupplier(() -> {
                                indexes.finish(catalog);
                                return catalog.build(names);
                            })));
        });
    }

    private static CatalogNames names(Row row) {
        String current = row.get(0, String.class);
        boolean lower = ((Number) Objects.requireNonNull(row.get(1))).intValue() != 0;
        return new CatalogNames(current == null ? List.of() : List.of(current), lower, true);
    }

    private static Mono<Void> tables(
            Connection connection, String sql, String place, CatalogSelection selection, Consumer<Row> reader) {
        return each(
                connection,
                sql.formatted(condition(
                        place, selection.patterns(), selection.tables().size())),
                selection.tables(),
                Table::schema,
                Table::name,
                reader);
    }

    private static Mono<Void> sequences(Connection connection, CatalogSelection selection, CatalogBuilder catalog) {
        return each(
                connection,
                SEQUENCES.formatted(condition(
                        "table", selection.patterns(), selection.sequences().size())),
                selection.sequences(),
                Sequence::schema,
                Sequence::name,
                row -> catalog.sequence(text(row, 0), text(row, 1)));
    }

    private static String condition(String place, boolean patterns, int count) {
        String one = "(" + place + "_schema = COALESCE(?, DATABASE()) AND table_name "
                + (patterns ? "LIKE ? ESCAPE '!')" : "= ?)");
        return Collections.nCopies(count, one).stream().collect(Collectors.joining(" OR ", "(", ")"));
    }

    private static <T> Mono<Void> each(
            Connection connection,
            String sql,
            List<T> asked,
            Function<T, @Nullable String> schema,
            Function<T, String> name,
            Consumer<Row> reader) {
        return Mono.defer(() -> {
            if (asked.isEmpty()) {
                return Mono.empty();
            }
            Statement statement = connection.createStatement(sql);
            int position = 0;
            for (T one : asked) {
                bind(statement, position++, schema.apply(one));
                statement.bind(position++, name.apply(one));
            }
            return Flux.from(statement.execute())
                    .concatMap(result -> result.map((row, metadata) -> {
                        reader.accept(row);
                        return true;
                    }))
                    .then();
        });
    }

    private static void bind(Statement statement, int position, @Nullable String text) {
        if (text == null) {
            statement.bindNull(position, String.class);
        } else {
            statement.bind(position, text);
        }
    }

    private static Object key(Row row) {
        return List.of(text(row, 0), text(row, 1));
    }

    private static void table(Row row, CatalogBuilder catalog) {
        boolean view = text(row, 2).contains("VIEW");
        String comment = row.get(3, String.class); // Of a view it is just that word.
        catalog.table(
                key(row),
                text(row, 0),
                text(row, 1),
                view ? Kind.VIEW : Kind.TABLE,
                view || comment == null || comment.isEmpty() ? null : comment,
                null,
                ((Number) Objects.requireNonNull(row.get(4))).intValue() != 0);
    }

    private static void foreignKey(Row row, CatalogBuilder catalog) {
        catalog.foreignKey(
                key(row),
                new CatalogForeignKey(
                        text(row, 2), List.of(text(row, 3)), text(row, 4), text(row, 5), List.of(text(row, 6))));
    }

    private static void column(Row row, CatalogBuilder catalog, Set<Object> json) {
        boolean computed = text(row, 12).equals("ALWAYS");
        boolean identity = text(row, 11).contains("auto_increment");
        CatalogType type = new ColumnTypeRow(row).type(json.contains(List.of(key(row), text(row, 2))));
        boolean nullable = text(row, 9).equals("YES");
        String comment = text(row, 14);
        catalog.column(
                key(row),
                new CatalogColumn(
                        text(row, 2),
                        type,
                        nullable,
                        initial(row, type, nullable),
                        computed ? Generation.COMPUTED : identity ? Generation.IDENTITY : Generation.NONE,
                        computed ? row.get(13, String.class) : null,
                        comment.isEmpty() ? null : comment));
    }

    /**
     * A default of NULL is this word, and the text of it has quotes. An enum that takes no nulls begins with its first
     * label.
     */
    private static @Nullable String initial(Row row, CatalogType type, boolean nullable) {
        String initial = row.get(10, String.class);
        if (initial == null && !nullable && !type.labels().isEmpty()) {
            return "'" + type.labels().get(0).replace("'", "''") + "'";
        }
        return "NULL".equals(initial) ? null : initial;
    }

    /** Indexes, of which each row tells a column. */
    private static final class Indexes {

        private record Index(
                Object table, String name, boolean unique, List<String> columns, List<String> expressions) {}

        private final Map<Object, Index> indexes = new LinkedHashMap<>();

        private void add(Row row) {
            String name = text(row, 2);
            boolean unique = ((Number) Objects.requireNonNull(row.get(3))).intValue() != 0;
            String prefix = row.get(5, String.class);
            Index index = indexes.computeIfAbsent(
                    List.of(key(row), name),
                    key -> new Index(key(row), name, unique, new ArrayList<>(), new ArrayList<>()));
            if (prefix == null) {
                index.columns.add(text(row, 4));
            } else {
                index.expressions.add(prefix); // Texts that begin alike are the same to it.
            }
        }

        private void finish(CatalogBuilder catalog) {
            for (Index index : indexes.values()) {
                boolean primary = index.name.equals("PRIMARY");
                catalog.index(
                        index.table,
                        new CatalogIndex(index.name, index.unique, primary, index.columns, index.expressions, null));
            }
        }
    }

    private static String text(Row row, int index) {
        return Objects.requireNonNull(row.get(index, String.class));
    }
}
