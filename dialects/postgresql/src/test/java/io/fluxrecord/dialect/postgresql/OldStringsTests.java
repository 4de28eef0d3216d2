package io.fluxrecord.dialect.postgresql;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.tck.Contract;
import io.fluxrecord.tck.PatternContract;
import io.fluxrecord.tck.QueryContract;
import io.fluxrecord.tck.TestBed;
import io.fluxrecord.tck.model.Badge;
import io.fluxrecord.tck.model.Badge_;
import io.r2dbc.spi.Connection;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/**
 * What has literals in its statements, where a backslash in a literal is an escape: a setting that old databases have.
 */
final class OldStringsTests {

    private static final TestBed BED =
            new TestBed(PostgresqlServer.connectionFactoryWith("standard_conforming_strings=off"));

    private interface OnOldStrings extends Contract {
        @Override
        default TestBed bed() {
            return BED;
        }
    }

    @Nested
    final class Pattern implements PatternContract, OnOldStrings {}

    @Nested
    final class Query implements QueryContract, OnOldStrings {}

    @Test
    void sequenceWithABackslashInItsNameGivesKeys() {
        BED.execute("CREATE SCHEMA IF NOT EXISTS \"annex\"");
        BED.prepare(Badge_.model());
        assertThat(await(new Badge("one").save()).number).isEqualTo(1);
        assertThat(await(Badge_.insertAll(Flux.just(new Badge("two"), new Badge("three")))))
                .extracting(badge -> badge.number)
                .containsExactly(2, 3);
    }

    @Test
    void settingIsInForce() {
        assertThat(Flux.usingWhen(
                                BED.driver().create(),
                                connection -> Flux.from(connection
                                                .createStatement("SHOW standard_conforming_strings")
                                                .execute())
                                        .concatMap(result -> result.map((row, metadata) -> row.get(0, String.class))),
                                Connection::close)
                        .blockFirst())
                .isEqualTo("off");
    }
}
