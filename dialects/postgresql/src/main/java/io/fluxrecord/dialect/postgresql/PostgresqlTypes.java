package io.fluxrecord.dialect.postgresql;

import io.fluxrecord.catalog.CatalogType;
import io.fluxrecord.sql.SqlType;
import java.util.List;
import java.util.Set;

/** What the catalog's types hold, of which the digits are in a modifier (PostgreSQL's {@code numeric.c}, varchar.c). */
final class PostgresqlTypes {

    /** What a length or a number of digits has on top of it. */
    private static final int HEADER = 4;

    private static final int NAME_LENGTH = 63;

    /** The fields of an interval in the upper half of its modifier, and that it has all digits in the lower half. */
    private static final int MONTH_FIELDS = 1 << 1 | 1 << 2;

    private static final int SECOND_FIELD = 1 << 12;
    private static final int ALL_DIGITS = 0xffff;

    private PostgresqlTypes() {}

    /**
     * Return the type of a column.
     *
     * @param name as it stands in DDL
     * @param base the name of the type in {@code pg_type}, which is no domain
     * @param modifier -1 for none
     */
    static CatalogType of(String name, String base, int modifier, String[] labels) {
        return switch (base) {
            case "bool" -> CatalogType.plain(name, SqlType.BOOLEAN);
            case "int2" -> CatalogType.plain(name, SqlType.SMALLINT);
            case "int4" -> CatalogType.plain(name, SqlType.INTEGER);
            case "int8" -> CatalogType.plain(name, SqlType.BIGINT);
            case "oid" -> CatalogType.plain(name, SqlType.BIGINT).partial(true); // Of 32 bits, and never negative.
            case "float4" -> CatalogType.plain(name, SqlType.REAL);
            case "float8" -> CatalogType.plain(name, SqlType.DOUBLE);
            case "numeric" -> decimal(name, modifier);
            case "text", "citext" -> CatalogType.plain(name, SqlType.TEXT);
            case "varchar", "bpchar" ->
                CatalogType.of(name, SqlType.TEXT, Math.max(0, modifier - HEADER), 0, 0)
                        .padded(base.equals("bpchar") && modifier > HEADER);
            case "name" -> CatalogType.of(name, SqlType.TEXT, NAME_LENGTH, 0, 0);
            case "json", "jsonb" -> CatalogType.plain(name, SqlType.JSON);
            case "uuid" -> CatalogType.plain(name, SqlType.UUID);
            case "date" -> CatalogType.plain(name, SqlType.DATE);
            case "time" -> time(name, SqlType.TIME, modifier);
            case "timetz" -> time(name, SqlType.TIME_WITH_TIME_ZONE, modifier);
            case "timestamp" -> time(name, SqlType.TIMESTAMP, modifier);
            case "timestamptz" -> time(name, SqlType.TIMESTAMP_WITH_TIME_ZONE, modifier);
            case "bytea" -> CatalogType.plain(name, SqlType.BINARY);
            case "interval" -> interval(name, modifier);
            default ->
                base.startsWith("_") && labels.length == 0
                        ? array(name, of(name.replace("[]", ""), base.substring(1), modifier, new String[0]))
                        : new CatalogType(name, null, 0, 0, 0, List.of(labels));
        };
    }

    /** The scale may be below zero, in 11 bits (PostgreSQL 15). */
    private static CatalogType decimal(String name, int modifier) {
        if (modifier < HEADER) {
            return CatalogType.of(name, SqlType.DECIMAL, 0, 0, CatalogType.ANY);
        }
        int digits = modifier - HEADER;
        return CatalogType.of(name, SqlType.DECIMAL, 0, digits >> 16 & 0xffff, ((digits & 0x7ff) ^ 0x400) - 0x400);
    }

    private static CatalogType array(String name, CatalogType element) {
        return CatalogType.plain(name, element.sqlType() == SqlType.TEXT ? SqlType.TEXT_ARRAY : null)
                .withElement(element);
    }

    /** Fields that are finer than the last of its own are cut off (AdjustIntervalForTypmod in timestamp.c). */
    private static CatalogType interval(String name, int modifier) {
        int digits = modifier < 0 || (modifier & ALL_DIGITS) == ALL_DIGITS
                ? PostgresqlDialect.MAX_SECOND_PRECISION
                : modifier & ALL_DIGITS;
        int fields = modifier < 0 ? SECOND_FIELD : modifier >> 16;
        Set<SqlType> held = (fields & SECOND_FIELD) != 0
                ? Set.of(SqlType.DURATION, SqlType.PERIOD)
                : (fields & ~MONTH_FIELDS) != 0 ? Set.of(SqlType.PERIOD) : Set.of();
        return CatalogType.of(name, null, 0, 0, digits).withOthers(held);
    }

    private static CatalogType time(String name, SqlType type, int modifier) {
        return CatalogType.of(name, type, 0, 0, modifier < 0 ? PostgresqlDialect.MAX_SECOND_PRECISION : modifier);
    }
}
