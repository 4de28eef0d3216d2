package io.fluxrecord.dialect.postgresql;

import io.fluxrecord.dialect.postgresql.HeldValueTests.PostgresqlTypes;
import io.fluxrecord.tck.ReadMatrix;
import io.r2dbc.spi.ConnectionFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every type of property over every type of column, as text and in binary forms. */
final class ReadMatrixTests {

    private static final List<String> VALUES = List.of(
            "true",
            "7::smallint",
            "-7::smallint",
            "-7",
            "1094795585",
            "-1::bigint",
            "4702111234474983745",
            "99999999999",
            "7.50",
            "'NaN'::numeric",
            "0.00",
            "1.5::real",
            "'NaN'::real",
            "2.5::double precision",
            "2261634.5098039214::double precision",
            "3000000000::oid",
            "7::oid",
            "'1094795585'::xid",
            "'4702111234474983745'::xid8",
            "'1094795585'::cid",
            "'41414141/41414141'::pg_lsn",
            "1094795585::regclass",
            "'1.00'::money",
            "47021112344749837.45::money",
            "'q'",
            "'q'::char(1)",
            "'q'::\"char\"",
            "'qz'::text",
            "'qz'::char(4)",
            "'n'::name",
            "'q'::citext",
            "'glad'::mood",
            "'{\"a\": 1}'::json",
            "'7'::json",
            "'{\"a\": 1}'::jsonb",
            "'7'::jsonb",
            "'<a>1</a>'::xml",
            "'6cf0bd22-6f3e-4e5a-9a34-5d8b1c3b0a11'::uuid",
            "'41414141-4141-4141-4141-414141414141'::uuid",
            "date '2024-02-29'",
            "date '1999-12-31'",
            "date 'infinity'",
            "date '-infinity'",
            "date '587000-01-01'",
            "date '5874897-12-31'",
            "date '1500-02-28'",
            "time '12:00:00'",
            "time '24:00:00'",
            "timetz '12:00:00+02'",
            "timetz '24:00:00+02'",
            "timestamp '2024-02-29 12:00:00'",
            "timestamp '2024-02-29 00:00:00'",
            "timestamp 'infinity'",
            "timestamptz '2024-02-29 12:00:00+02'",
            "timestamptz 'infinity'",
            "timestamptz '-infinity'",
            "timestamptz '294276-12-31 23:59:59+00'",
            "interval '1 day'",
            "'\\x4142'::bytea",
            "''::bytea",
            "'\\x5c783431'::bytea",
            "'08:00:2b:01:02:03'::macaddr",
            "'41:41:41:41:41:41'::macaddr",
            "'10.0.0.1'::inet",
            "'10.0.0.0/8'::cidr",
            "B'0101'",
            "point(1, 2)",
            "point(2261634.5098039214, 2261634.5098039214)",
            "'[1,5)'::int4range",
            "'{[1,5)}'::int4multirange",
            "'[1094795585,1094795586)'::span",
            "'empty'::span",
            "'(,)'::span",
            "'{[1094795585,1094795586)}'::spans",
            "'{}'::spans",
            "ARRAY['[1094795585,1094795586)']::span[]",
            "row(1094795585)::coin",
            "ARRAY[row(1094795585)::coin]",
            "ARRAY['a', NULL]::text[]",
            "ARRAY['a']::varchar[]",
            "ARRAY['a']::char(2)[]",
            "ARRAY['a']::name[]",
            "ARRAY['a']::citext[]",
            "ARRAY['glad']::mood[]",
            "ARRAY['<a/>']::xml[]",
            "ARRAY['{}']::json[]",
            "ARRAY['{}']::jsonb[]",
            "ARRAY[1, 2]",
            "ARRAY[1::bigint]",
            "ARRAY[1.5]",
            "ARRAY[true]",
            "ARRAY[1094795585]::money[]",
            "ARRAY['41414141-4141-4141-4141-414141414141']::uuid[]",
            "ARRAY[date '2024-02-29']",
            "ARRAY['08:00:2b:01:02:03']::macaddr[]",
            "ARRAY[ARRAY['a']]",
            "ARRAY['\\x41']::bytea[]",
            "'{}'::text[]",
            "'{}'::int[]",
            "'{}'::money[]",
            "'[0:1]={a,b}'::text[]",
            "'1 2'::int2vector",
            "'a b'::tsvector",
            "row(1, 'a')",
            "'$.a'::jsonpath");

    private static final List<String> BYTES =
            List.of("'\\x4142'::bytea", "''::bytea", "'\\x5c783431'::bytea", "ARRAY['\\x41']::bytea[]");

    private final ReadMatrix matrix = new ReadMatrix(new PostgresqlDialect());

    @BeforeAll
    static void makeTypes() {
        PostgresqlTypes.makeTypes();
    }

    @Test
    void everyCellIsRightOrRefused() {
        Map<String, ConnectionFactory> drivers = new TreeMap<>();
        drivers.put("text", PostgresqlServer.connectionFactory());
        drivers.put("binary", PostgresqlServer.connectionFactoryThatForcesBinary());
        matrix.verify(Path.of("src/test/resources/read-matrix.txt"), drivers, VALUES);
    }

    @Test
    void everyCellOfEscapedBytesIsRightOrRefused() {
        matrix.verify(
                Path.of("src/test/resources/read-matrix-escape.txt"),
                Map.of("escape", PostgresqlServer.connectionFactoryWith("bytea_output=escape")),
                BYTES);
    }
}
