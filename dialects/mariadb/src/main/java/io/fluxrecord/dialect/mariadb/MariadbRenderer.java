package io.fluxrecord.dialect.mariadb;

import io.fluxrecord.dialect.SqlRenderer;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.From;
import io.fluxrecord.sql.Function;
import io.fluxrecord.sql.Lexis;
import io.fluxrecord.sql.Lock;
import io.fluxrecord.sql.SchemaStatement;
import io.fluxrecord.sql.SchemaStatement.ForeignKeyConstraint;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.SqlType;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** What MariaDB spells differently. */
final class MariadbRenderer extends SqlRenderer {

    /** There is no OFFSET without a LIMIT; the manual has this number for all rows. */
    private static final String ALL_ROWS = "18446744073709551615";

    /** The driver has no text for these that is what the column holds. */
    private static final Pattern CAST_TO_TEXT =
            Pattern.compile("(date|time|year|double|real)", Pattern.CASE_INSENSITIVE);

    private static final Set<Lexis> LEXIS = EnumSet.of(
            Lexis.BACKSLASHES, Lexis.BACKTICKS, Lexis.HASH_COMMENTS, Lexis.SPACED_HYPHENS, Lexis.QUESTION_MARKS);

    private List<Column> key = List.of();
    private List<Column> shared = List.of();
    private List<ForeignKeyConstraint> foreignKeys = List.of();

    MariadbRenderer(MariadbDialect dialect) {
        super(dialect);
    }

    @Override
    protected Set<Lexis> lexis() {
        return LEXIS;
    }

    @Override
    protected void projected(SqlExpression expression) {
        Column column = columnOf(expression);
        boolean cast = column != null
                && column.type() == SqlType.NAMED
                && column.declaredType() != null
                && CAST_TO_TEXT.matcher(column.declaredType()).lookingAt();
        append(cast ? "CAST(" : "");
        super.projected(expression);
        append(cast ? " AS CHAR)" : "");
    }

    @Override
    protected String identifier(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    /** Nulls come first in ascending order, and there is no other way to say where they go. */
    @Override
    protected void ordering(SqlStatement.Ordering ordering) {
        Boolean nullsFirst = ordering.nullsFirst();
        if (nullsFirst != null && nullsFirst == ordering.descending()) {
            ordering.expression().accept(this);
            append(nullsFirst ? " IS NULL DESC, " : " IS NULL, ");
        }
        ordering.expression().accept(this);
        if (ordering.descending()) {
            append(" DESC");
        }
    }

    @Override
    protected void limit(SqlStatement.Select select) {
        if (select.limit() == null && select.offset() != null) {
            append(" LIMIT " + ALL_ROWS);
        }
        super.limit(select);
    }

    @Override
    protected void lock(Lock lock, From from) {
        append(lock.strength() == Lock.Strength.UPDATE ? " FOR UPDATE" : " LOCK IN SHARE MODE");
        append(
                switch (lock.waiting()) {
                    case WAIT -> "";
                    case NO_WAIT -> " NOWAIT";
                    case SKIP_LOCKED -> " SKIP LOCKED";
                });
    }

    /** A null is what an identity is made for in every mode of the session; for a default it may be 0. */
    @Override
    protected void rows(SqlStatement.Insert insert, SqlStatement.Rows rows) {
        if (!rows.values().isEmpty()) {
            super.rows(insert, rows);
            return;
        }
        String row = String.join(", ", Collections.nCopies(insert.returning().size(), "NULL"));
        append(" VALUES (" + String.join("), (", Collections.nCopies(rows.count(), row)) + ")");
    }

    /** A recursive query would end after 1,000 rows without a word ({@code max_recursive_iterations}). */
    @Override
    protected void series(Param count) {
        append("seq_1_to_1000000 WHERE seq <= ");
        count.accept(this);
    }

    @Override
    public void visit(SchemaStatement.CreateTable create) {
        key = create.key();
        shared = create.uniqueOfLive();
        foreignKeys = create.foreignKeys();
        super.visit(create);
    }

    /** An index takes no text or bytes without a limit, and no more than 3,072 bytes in all its columns. */
    @Override
    protected void definition(SchemaStatement.Definition definition) {
        Column column = definition.column();
        int columns = Math.max(key.contains(column) ? key.size() : shared.contains(column) ? 2 : 1, referring(column));
        boolean indexed = column.unique() || key.contains(column) || referring(column) > 0;
        super.definition(
                indexed
                        ? new SchemaStatement.Definition(
                                ColumnType.indexed(column, columns), definition.generated(), definition.sequence())
                        : definition);
    }

    /** Return how many columns the longest foreign key has that a column is of. */
    private int referring(Column column) {
        return foreignKeys.stream()
                .filter(foreignKey -> foreignKey.columns().contains(column))
                .mapToInt(foreignKey -> foreignKey.columns().size())
                .max()
                .orElse(0);
    }

    @Override
    public void visit(SchemaStatement.AddForeignKey add) {
        append("ALTER TABLE " + table(add.foreignKey().table()) + " ADD CONSTRAINT " + constraint(add.foreignKey())
                + " FOREIGN KEY IF NOT EXISTS " + constraint(add.foreignKey()) + " ");
        references(add.foreignKey());
    }

    @Override
    public void visit(SchemaStatement.DropForeignKey drop) {
        append("ALTER TABLE IF EXISTS " + table(drop.foreignKey().table()) + " DROP FOREIGN KEY IF EXISTS "
                + constraint(drop.foreignKey()));
    }

    @Override
    protected void generated(SchemaStatement.Definition definition) {
        append(
                definition.sequence() == null
                        ? " NOT NULL AUTO_INCREMENT"
                        : " DEFAULT (" + nextValue(definition.sequence()) + ")");
    }

    /** {@code /} keeps the fraction. */
    @Override
    protected void divide(SqlExpression.Call call) {
        boolean integers =
                call.type() == SqlType.SMALLINT || call.type() == SqlType.INTEGER || call.type() == SqlType.BIGINT;
        infix(call.arguments(), integers ? " DIV " : " / ");
    }

    @Override
    public void visit(SqlExpression.Call call) {
        switch (call.function()) {
            case CONCAT -> function("CONCAT", call.arguments()); // In most modes || is OR.
            case TRUNCATE -> function("TRUNCATE", call.arguments());
            default -> super.visit(call);
        }
    }

    @Override
    protected void field(Function field, SqlExpression of) {
        append(field.name() + "(");
        of.accept(this);
        append(")");
    }

    /** Times with a zone are kept in UTC. */
    @Override
    protected void utc(SqlExpression time) {
        time.accept(this);
    }

    /** Return what a cast can make, which are fewer types than a column can have. */
    @Override
    protected String type(SqlType type) {
        return switch (type) {
            case SMALLINT, INTEGER, BIGINT -> "SIGNED";
            case REAL, DOUBLE -> "DOUBLE";
            case DATE -> "DATE";
            case TIME -> "TIME(6)";
            case TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> "DATETIME(6)";
            case BINARY -> "BINARY";
            case DECIMAL -> "DECIMAL(65, 30)";
            default -> "CHAR";
        };
    }

    /** The driver writes values as literals, whose types are known. Dates and times look like text. */
    @Override
    public void visit(SqlExpression.Typed typed) {
        switch (typed.param().type()) {
            case DATE, TIME, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> super.visit(typed);
            default -> typed.param().accept(this);
        }
    }

    /** A separator is no parameter; as a number it is no text that could end early. */
    @Override
    protected void joined(SqlExpression.Aggregate aggregate, SqlExpression text) {
        append(aggregate.distinct() ? "GROUP_CONCAT(DISTINCT " : "GROUP_CONCAT(");
        text.accept(this);
        append(" ORDER BY ");
        text.accept(this);
        String separator =
                String.valueOf(Objects.requireNonNull(aggregate.separator()).value());
        append(" SEPARATOR "
                + (separator.isEmpty()
                        ? "''"
                        : "0x" + HexFormat.of().formatHex(separator.getBytes(StandardCharsets.UTF_8)))
                + ")");
    }

    @Override
    public void visit(SqlExpression.Rollup rollup) {
        join(rollup.keys(), ", ");
        append(" WITH ROLLUP");
    }
}
