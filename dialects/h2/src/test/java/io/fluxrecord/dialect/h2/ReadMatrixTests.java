package io.fluxrecord.dialect.h2;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.tck.ReadMatrix;
import io.fluxrecord.tck.model.Parcel_;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Every type of property over every type of column. */
final class ReadMatrixTests {

    private static final List<String> VALUES = List.of(
            "TRUE",
            "CAST(7 AS TINYINT)",
            "CAST(-7 AS SMALLINT)",
            "-7",
            "CAST(-1 AS BIGINT)",
            "7.50",
            "CAST('NaN' AS DECFLOAT)",
            "CAST(7 AS DECFLOAT)",
            "CAST(1.5 AS REAL)",
            "CAST('NaN' AS DOUBLE PRECISION)",
            "CAST(2.5 AS DOUBLE PRECISION)",
            "'q'",
            "CAST('q' AS CHAR(1))",
            "CAST('q' AS CHAR(4))",
            "CAST('q' AS VARCHAR_IGNORECASE)",
            "CAST('q' AS CLOB)",
            "CAST('glad' AS ENUM('sad', 'glad'))",
            "JSON '{\"a\": 1}'",
            "JSON '7'",
            "CAST('6cf0bd22-6f3e-4e5a-9a34-5d8b1c3b0a11' AS UUID)",
            "DATE '2024-02-29'",
            "DATE '-0043-03-15'",
            "TIME '12:00:00'",
            "TIME WITH TIME ZONE '12:00:00+02'",
            "TIME WITH TIME ZONE '23:59:59-18:00'",
            "TIMESTAMP '2024-02-29 12:00:00'",
            "TIMESTAMP '2024-02-29 00:00:00'",
            "TIMESTAMP WITH TIME ZONE '2024-02-29 12:00:00+02'",
            "INTERVAL '1' DAY",
            "X'4142'",
            "CAST(X'4142' AS BINARY(2))",
            "CAST(X'4142' AS BLOB)",
            "ARRAY['a', NULL]",
            "ARRAY[1, 2]",
            "ARRAY[TRUE]",
            "CAST(ARRAY[] AS INTEGER ARRAY)",
            "CAST(ARRAY[] AS VARCHAR ARRAY)",
            "ARRAY[UUID '6cf0bd22-6f3e-4e5a-9a34-5d8b1c3b0a11']",
            "ARRAY[JSON '7']",
            "ARRAY[ARRAY['a']]",
            "ARRAY[DATE '2024-02-29']",
            "GEOMETRY 'POINT (1 2)'",
            "CAST(X'4142' AS JAVA_OBJECT)",
            "ROW (1, 'a')");

    @Test
    void everyCellIsRightOrRefused() {
        new ReadMatrix(new H2Dialect())
                .verify(
                        Path.of("src/test/resources/read-matrix.txt"),
                        Map.of("h2", ConnectionFactories.get("r2dbc:h2:mem:///read-matrix")),
                        VALUES);
    }

    /** The driver overflows the stack, which Reactor takes as fatal: nothing would be signalled. */
    @Test
    void recordWithATypeThatTheDriverDoesNotKnowIsRefused() {
        ConnectionFactory driver = ConnectionFactories.get("r2dbc:h2:mem:///unknown-type?options=DB_CLOSE_DELAY=-1");
        Database db = Database.builder(driver).build();
        StepVerifier.create(Flux.usingWhen(
                                driver.create(),
                                connection -> Flux.from(connection
                                                .createBatch()
                                                .add(
                                                        "CREATE TABLE \"parcel\" (\"id\" INTEGER, \"weight\" GEOMETRY, \"size_width\" INTEGER,"
                                                                + " \"size_height\" INTEGER, \"size_depth\" SMALLINT, \"mark\" VARCHAR, \"color\" VARCHAR)")
                                                .add(
                                                        "INSERT INTO \"parcel\" (\"id\", \"weight\") VALUES (1, 'POINT (1 2)')")
                                                .execute())
                                        .concatMap(Result::getRowsUpdated),
                                Connection::close)
                        .thenMany(Parcel_.query().all())
                        .contextWrite(db.context()))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(MappingException.class)
                        .hasMessageContainingAll("Parcel.weight", "column weight", "table parcel"))
                .verify(Duration.ofSeconds(10));
        StepVerifier.create(db.close()).verifyComplete();
    }
}
