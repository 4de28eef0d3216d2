package io.fluxrecord.dialect.postgresql;

import io.fluxrecord.catalog.CatalogType;
import io.fluxrecord.sql.SqlType;
import java.util.List;

/** What the catalog's types hold, of which the digits are in a modifier (PostgreSQL's {@code numeric.c}, varchar.c). */
final class PostgresqlTypes {

    /** What a length or a number of digits has on top of it. */
    private static final int HEADER = 4;

    private static final int NAME_LENGTH = 63;

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
            case "int8", "oid" -> CatalogType.plain(name, SqlType.BIGINT);
            case "float4" -> CatalogType.plain(name, SqlType.REAL);
            case "float8" -> CatalogType.plain(name, SqlType.DOUBLE);
            case "numeric" -> decimal(name, modifier);
            case "text", "citext" -> CatalogType.plain(name, SqlType.TEXT);
            case "varchar", "bpchar" -> CatalogType.of(name, SqlType.TEXT, Math.max(0, modifier - HEADER), 0, 0);
            case "name" -> CatalogType.of(name, SqlType.TEXT, NAME_LENGTH, 0, 0);
            case "json", "jsonb" -> CatalogType.plain(name, SqlType.JSON);
            case "uuid" -> CatalogType.plain(name, SqlType.UUID);
            case "date" -> CatalogType.plain(name, SqlType.DATE);
            case "time" -> time(name, SqlType.TIME, modifier);
            case "timetz" -> time(name, SqlType.TIME_WITH_TIME_ZONE, modifier);
            case "timestamp" -> time(name, SqlType.TIMESTAMP, modifier);
            case "timestamptz" -> time(name, SqlType.TIMESTAMP_WITH_TIME_ZONE, modifier);
            case "bytea" -> CatalogType.plain(name, SqlType.BINARY);
            case "_text", "_varchar", "_bpchar" -> CatalogType.plain(name, SqlType.TEXT_ARRAY);
            default -> new CatalogType(name, null, 0, 0, 0, List.of(labels));
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

    private static CatalogType time(String name, SqlType type, int modifier) {
        return CatalogType.of(name, type, 0, 0, modifier < 0 ? PostgresqlDialect.MAX_SECOND_PRECISION : modifier);
    }
}
