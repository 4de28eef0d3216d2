package io.fluxrecord.dialect.mariadb;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.tck.Rival;
import io.fluxrecord.tck.TestBed;
import io.fluxrecord.tck.model.Everything;
import io.fluxrecord.tck.model.Everything_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

/** Sessions of MariaDB: their variables, and statements in them that are cancelled. */
@EnabledIf(
        value = "io.fluxrecord.dialect.mariadb.MariadbServer#isAvailable",
        disabledReason = "MariaDB can be unpacked on Linux x86-64 alone; FLUXRECORD_MARIADB_URL may name a server")
final class MariadbSessionTests {

    private static final TestBed BED = new TestBed(MariadbServer.connectionFactory(), new MariadbCapabilities());

    @BeforeEach
    void prepare() {
        BED.prepare(Inventory_.model(), Everything_.model());
    }

    /** The server's own modes are strict; this session is told not to be. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void valueThatIsTooLongIsNoTextCutShort(boolean ownPool) {
        ConnectionFactory lenient = MariadbServer.connectionFactoryWith("sql_mode=4"); // ANSI_QUOTES, and nothing else
        ConnectionPool pool = new ConnectionPool(ConnectionPoolConfiguration.builder(lenient)
                .initialSize(1)
                .maxSize(1)
                .build());
        Database db = Database.builder(ownPool ? lenient : pool).build();
        MariadbServer.query("ALTER TABLE inventory MODIFY sku varchar(4)").blockLast();
        try {
            for (int times = 0; times < 2; times++) {
                StepVerifier.create(new Inventory("a long name", 7).save().contextWrite(db.context()))
                        .expectError(R2dbcException.class)
                        .verify(Duration.ofSeconds(10));
            }
            assertThat(await(Inventory_.query().count())).isZero();
            Inventory zero = new Inventory("zero", 7);
            zero.id = 0L;
            await(zero.save().contextWrite(db.context()));
            assertThat(await(Inventory_.find(0L))).isEqualTo(zero);
        } finally {
            db.close().then(pool.disposeLater()).block();
        }
    }

    @Test
    void sessionOfAUrlIsInUtc() {
        assertThat(MariadbServer.query("SELECT @@time_zone").blockFirst()).isEqualTo("+00:00");
    }

    @Test
    void variablesThatAUrlHasAreLeftAsTheyAre() {
        ConnectionFactoryOptions given =
                ConnectionFactoryOptions.parse("r2dbc:mariadb://localhost/shop?sessionVariables=wait_timeout=9");
        assertThat(new MariadbDialect().refine(given)).isEqualTo(given);
        ConnectionFactoryOptions others = ConnectionFactoryOptions.parse("r2dbc:h2:mem:///shop");
        assertThat(new MariadbDialect().refine(others)).isEqualTo(others);
    }

    @Test
    void keyOfZeroIsAKeyLikeOthers() {
        Inventory zero = new Inventory("zero", 7);
        zero.id = 0L;
        await(zero.save());
        assertThat(await(Inventory_.find(0L))).isEqualTo(zero);
    }

    @Test
    void instantIsUtcWhateverTheZoneOfTheSessionAndTheJvm() {
        TestBed elsewhere =
                new TestBed(MariadbServer.connectionFactoryWith("time_zone=+05:00"), new MariadbCapabilities());
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        try {
            elsewhere.prepare(Everything_.model());
            Everything record = new Everything();
            record.instant = Instant.parse("2026-03-29T01:30:00.123456Z");
            record.offsetDateTime = OffsetDateTime.parse("2026-03-29T01:30:00+02:00");
            await(record.save());
            Everything found = await(Everything_.find(Objects.requireNonNull(record.id)));
            assertThat(found.instant).isEqualTo(record.instant);
            assertThat(found.offsetDateTime).isEqualTo("2026-03-28T23:30:00Z");
            assertThat(MariadbServer.query("SELECT CAST(instant AS CHAR) FROM everything")
                            .blockFirst())
                    .isEqualTo("2026-03-29 01:30:00.123456");
        } finally {
            TimeZone.setDefault(before);
            elsewhere.pool().disposeLater().block();
        }
    }

    @Test
    void listsOfManyLengthsHaveFewTexts() {
        BED.statements();
        for (int length = 1; length <= 100; length++) {
            List<Integer> values = IntStream.range(0, length).boxed().toList();
            assertThat(await(Inventory_.query()
                            .where(Inventory_.quantity.in(values))
                            .count()))
                    .isZero();
        }
        assertThat(Set.copyOf(BED.statements())).hasSize(8);
    }

    /** To close the connection would leave it waiting for the lock. */
    @Test
    void statementThatIsCancelledIsKilled() {
        await(new Inventory("lamp", 7).save());
        Rival rival = Rival.that(BED, "UPDATE \"inventory\" SET \"quantity\" = 1");
        Disposable waiting =
                Inventory_.query().update(Inventory_.quantity.increment(1)).subscribe();
        rival.isWaitedFor().block();
        waiting.dispose();
        BED.awaitIdle();
        MariadbServer.query("SELECT variable_value FROM information_schema.global_status"
                        + " WHERE variable_name = 'INNODB_ROW_LOCK_CURRENT_WAITS'")
                .filter("0"::equals)
                .next()
                .repeatWhenEmpty(polls -> polls.delayElements(Duration.ofMillis(20)))
                .block(Duration.ofSeconds(10));
        rival.commit().block();
        assertThat(await(Inventory_.query().one()).quantity).isEqualTo(1);
    }
}
