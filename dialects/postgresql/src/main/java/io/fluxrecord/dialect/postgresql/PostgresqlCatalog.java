package io.fluxrecord.dialect.postgresql;

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
import io.fluxrecord.sql.Table;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads {@code pg_catalog}, which shows every user all of it (<a
 * href="https://www.postgresql.org/docs/current/catalogs.html">system catalogs</a>).
 */
final class PostgresqlCatalog implements CatalogReader {

    private static final String PATH = "SELECT current_schemas(true)::text[]";

    /**
     * Relations by name, in the first schema of the path that has one, or by patterns. The first parameters are the
     * schemas and names, the third says whether they are patterns.
     */
    private static final String RELATIONS = """
            FROM unnest($1::text[], $2::text[]) AS asked(schema, name)
            CROSS JOIN LATERAL (
              SELECT c.*, s.nspname FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
              WHERE c.relkind IN (%s)
              AND CASE WHEN $3::boolean THEN c.relname LIKE asked.name ESCAPE '!' ELSE c.relname = asked.name END
              AND CASE WHEN asked.schema IS NOT NULL THEN s.nspname = asked.schema
                       WHEN $3::boolean THEN s.nspname = current_schema()
                       ELSE s.nspname = ANY (current_schemas(true)) END
              ORDER BY array_position(current_schemas(true), s.nspname), c.relname
              LIMIT CASE WHEN $3::boolean THEN NULL ELSE 1 END) t
            """;

    private static final String TABLES = """
            SELECT t.oid::bigint, t.nspname::text, t.relname::text, t.relkind::text, obj_description(t.oid, 'pg_class'),
              has_schema_privilege(t.relnamespace, 'USAGE')
                AND (has_table_privilege(t.oid, 'SELECT') OR has_any_column_privilege(t.oid, 'SELECT')),
              t.relkind IN ('r', 'p') OR pg_relation_is_updatable(t.oid, true) & 8 > 0
            """ + RELATIONS.formatted("'r', 'p', 'f', 'v', 'm'");

    private static final String SEQUENCES = "SELECT t.nspname::text, t.relname::text " + RELATIONS.formatted("'S'");

    /**
     * A domain is told as what it is made from; the lowest of the domains comes last, and the first that has a default
     * gives it. A view that is written through computes the columns that cannot be.
     */
    private static final String COLUMNS = """
            SELECT a.attrelid::bigint, a.attname::text, format_type(a.atttypid, a.atttypmod), base.name, base.mod,
              NOT (a.attnotnull OR base.required), COALESCE(pg_get_expr(d.adbin, d.adrelid), base.initial),
              a.attidentity::text, COALESCE(NULLIF(a.attgenerated::text, ''),
                CASE WHEN pg_relation_is_updatable(a.attrelid, true) & 28 = 28
                  AND NOT pg_column_is_updatable(a.attrelid, a.attnum, true) THEN 'v' ELSE '' END), col_description(a.attrelid, a.attnum),
              (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = base.typ)
            FROM unnest($1::bigint[]) AS t(id)
            JOIN pg_attribute a ON a.attrelid = t.id::oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            CROSS JOIN LATERAL (
              WITH RECURSIVE domains(typ, mod, required, initial, depth) AS (
                SELECT a.atttypid, a.atttypmod, false, NULL::text, 0
                UNION ALL
                SELECT y.typbasetype, CASE WHEN domains.mod = -1 THEN y.typtypmod ELSE domains.mod END,
                  domains.required OR y.typnotnull,
                  COALESCE(initial, y.typdefault COLLATE "default"), depth + 1
                FROM domains JOIN pg_type y ON y.oid = domains.typ AND y.typtype = 'd')
              SELECT typ, mod, required, initial, y.typname::text AS name
              FROM domains JOIN pg_type y ON y.oid = typ ORDER BY depth DESC LIMIT 1) base
            ORDER BY a.attrelid, a.attnum
            """;

    /**
     * A part that takes values for the same that its column tells apart is that column, and another one an expression.
     * Whether nulls are the same is not known before version 15.
     */
    private static final String INDEXES = """
            SELECT i.indrelid::bigint, c.relname::text, i.indisprimary,
              i.indisunique AND i.indisvalid AND NOT EXISTS (
                SELECT FROM pg_inherits h JOIN pg_class k ON k.oid = h.inhrelid
                WHERE h.inhparent = i.indrelid AND NOT k.relispartition),
              pg_get_expr(i.indpred, i.indrelid), parts.names, parts.texts,
              COALESCE((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false)
            FROM unnest($1::bigint[]) AS t(id)
            JOIN pg_index i ON i.indrelid = t.id::oid
            JOIN pg_class c ON c.oid = i.indexrelid
            CROSS JOIN LATERAL (
              SELECT array_agg(a.attname::text ORDER BY n) AS names,
                array_agg(pg_get_indexdef(i.indexrelid, n, true) ORDER BY n) AS texts
              FROM generate_series(1, i.indnkeyatts) n
              LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[n - 1]
                AND (a.attcollation = i.indcollation[n - 1] OR EXISTS (
                  SELECT FROM pg_collation l WHERE l.oid = a.attcollation AND l.collisdeterministic))) parts
            ORDER BY i.indrelid, NOT i.indisprimary, NOT i.indisunique, c.relname
            """;

    /**
     * What a foreign key to a table with partitions is made of, one for each partition, is no foreign key of its own.
     */
    private static final String FOREIGN_KEYS = """
            SELECT c.conrelid::bigint, c.conname::text, a.attname::text, s.nspname::text, r.relname::text, b.attname::text
            FROM unnest($1::bigint[]) AS t(id)
            JOIN pg_constraint c ON c.conrelid = t.id::oid AND c.contype = 'f' AND NOT EXISTS (
              SELECT FROM pg_constraint p WHERE p.oid = c.conparentid AND p.conrelid = c.conrelid)
            JOIN pg_class r ON r.oid = c.confrelid
            JOIN pg_namespace s ON s.oid = r.relnamespace
            CROSS JOIN LATERAL unnest(c.conkey, c.confkey) WITH ORDINALITY AS k(own, other, n)
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.own
            JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.other
            ORDER BY c.conrelid, c.conname, k.n
            """;

    private final PostgresqlDialect dialect;

    PostgresqlCatalog(PostgresqlDialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public CatalogType typeOf(Column column) {
        return CatalogType.asked(column, dialect.columnType(column), dialect.secondPrecision(column));
    }

    @Override
    public boolean hasJustNulls(CatalogIndex index, String column) {
        return nulls(column).contains(String.valueOf(index.predicate()));
    }

    /** The catalog has parentheses around each operand of {@code AND}, and around all of them. */
    @Override
    public boolean hasNothingButNulls(CatalogIndex index, String column) {
        String predicate = String.valueOf(index.predicate());
        return hasJustNulls(index, column)
                || nulls(column).stream()
                        .anyMatch(nulls -> predicate.startsWith("(" + nulls + " AND ")
                                || predicate.endsWith(" AND " + nulls + ")"));
    }

    /** Return what the catalog tells of the nulls of a column, of which only a plain name may come without quotes. */
    private static Set<String> nulls(String column) {
        String quoted = "(\"" + column.replace("\"", "\"\"") + "\" IS NULL)";
        return column.matches("[a-z_][a-z0-9_]*") ? Set.of(quoted, "(" + column + " IS NULL)") : Set.of(quoted);
    }

    @Override
    public Mono<Catalog> read(Connection connection, CatalogSelection selection) {
        return Mono.defer(() -> {
            CatalogBuilder catalog = new CatalogBuilder();
            List<String> path = new ArrayList<>();
            return each(connection.createStatement(PATH), row -> path.addAll(List.of(texts(row, 0))))
                    .then(Mono.defer(() -> each(tables(connection, selection), row -> table(row, catalog))))
                    .then(Mono.defer(() -> each(of(COLUMNS, connection, catalog), row -> column(row, catalog))))
                    .then(Mono.defer(() -> each(of(INDEXES, connection, catalog), row -> index(row, catalog))))
                    .then(Mono.defer(
                            () -> each(of(FOREIGN_KEYS, connection, catalog), row -> foreignKey(row, catalog))))
                    .then(Mono.defer(() -> each(
                            sequences(connection, selection), row -> catalog.sequence(text(row, 0), text(row, 1)))))
                    .then(Mono.fromSupplier(() -> catalog.build(new CatalogNames(path, false, false))));
        });
    }

    private static Mono<Void> each(Statement statement, Consumer<Row> reader) {
        return Flux.from(statement.execute())
                .concatMap(result -> result.map((row, metadata) -> {
                    reader.accept(row);
                    return true;
                }))
                .then();
    }

    private static Statement tables(Connection connection, CatalogSelection selection) {
        return connection
                .createStatement(TABLES)
                .bind(0, selection.tables().stream().map(Table::schema).toArray(String[]::new))
                .bind(1, selection.tables().stream().map(Table::name).toArray(String[]::new))
                .bind(2, selection.patterns());
    }

    private static Statement sequences(Connection connection, CatalogSelection selection) {
        return connection
                .createStatement(SEQUENCES)
                .bind(0, selection.sequences().stream().map(Sequence::schema).toArray(String[]::new))
                .bind(1, selection.sequences().stream().map(Sequence::name).toArray(String[]::new))
                .bind(2, selection.patterns());
    }

    private static Statement of(String sql, Connection connection, CatalogBuilder catalog) {
        return connection.createStatement(sql).bind(0, catalog.keys().toArray(Long[]::new));
    }

    private static void table(Row row, CatalogBuilder catalog) {
        Kind kind =
                switch (text(row, 3)) {
                    case "v" -> Kind.VIEW;
                    case "m" -> Kind.MATERIALIZED_VIEW;
                    default -> Kind.TABLE;
                };
        String gap = truth(row, 5) ? null : "the user of the database has no right to SELECT from it";
        catalog.table(id(row), text(row, 1), text(row, 2), kind, row.get(4, String.class), gap, truth(row, 6));
    }

    private static void column(Row row, CatalogBuilder catalog) {
        String expression = row.get(6, String.class);
        boolean computed = !text(row, 8).isEmpty();
        Generation generation =
                switch (text(row, 7)) {
                    case "a" -> Generation.IDENTITY_ALWAYS;
                    case "d" -> Generation.IDENTITY;
                    default -> computed ? Generation.COMPUTED : Generation.NONE;
                };
        catalog.column(
                id(row),
                new CatalogColumn(
                        text(row, 1),
                        PostgresqlTypes.of(
                                text(row, 2),
                                text(row, 3),
                                number(row, 4),
                                row.get(10) == null ? new String[0] : texts(row, 10)),
                        truth(row, 5),
                        computed ? null : expression,
                        generation,
                        computed ? expression : null,
                        row.get(9, String.class)));
    }

    private static void index(Row row, CatalogBuilder catalog) {
        @Nullable String[] names = texts(row, 5);
        String[] texts = texts(row, 6);
        List<String> columns = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            String name = names[i];
            if (name != null) {
                columns.add(name);
            } else {
                expressions.add(texts[i]);
            }
        }
        catalog.index(
                id(row),
                new CatalogIndex(
                        text(row, 1),
                        truth(row, 3),
                        truth(row, 2),
                        columns,
                        expressions,
                        row.get(4, String.class),
                        truth(row, 7)));
    }

    private static void foreignKey(Row row, CatalogBuilder catalog) {
        catalog.foreignKey(
                id(row),
                new CatalogForeignKey(
                        text(row, 1), List.of(text(row, 2)), text(row, 3), text(row, 4), List.of(text(row, 5))));
    }

    private static Object id(Row row) {
        return Objects.requireNonNull(row.get(0, Long.class));
    }

    private static String text(Row row, int index) {
        return Objects.requireNonNull(row.get(index, String.class));
    }

    private static String[] texts(Row row, int index) {
        return Objects.requireNonNull(row.get(index, String[].class));
    }

    private static int number(Row row, int index) {
        return Objects.requireNonNull(row.get(index, Integer.class));
    }

    private static boolean truth(Row row, int index) {
        return Boolean.TRUE.equals(row.get(index, Boolean.class));
    }
}
