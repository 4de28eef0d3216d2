package io.fluxrecord.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.benchmarks.contender.Contender;
import io.fluxrecord.benchmarks.database.ItemDatabase;
import io.fluxrecord.benchmarks.database.Product;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContendersTests {

    private static final Race.Rounds ONE = new Race.Rounds(0, 1, Duration.ofMillis(1));

    @Nested
    class OnH2 extends Contenders {
        OnH2() {
            super(Product.H2);
        }
    }

    @Nested
    @EnabledIf(
            value = "io.fluxrecord.embedded.EmbeddedMariadb#isSupported",
            disabledReason = "MariaDB can be unpacked on Linux x86-64 alone")
    class OnMariadb extends Contenders {
        OnMariadb() {
            super(Product.MARIADB);
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class Contenders {

        private final Load load = new Load();
        private final Map<Peer, Contender<?>> contenders = new EnumMap<>(Peer.class);
        private final ItemDatabase database;

        Contenders(Product product) {
            database = product == Product.H2 ? ItemDatabase.h2() : ItemDatabase.mariadb("");
        }

        @BeforeAll
        void connect() {
            Arrays.stream(Peer.values())
                    .filter(peer -> peer.knows(database))
                    .forEach(peer -> contenders.put(peer, peer.connect(database)));
        }

        @AfterAll
        void close() {
            contenders.values().forEach(Contender::close);
            load.close();
            database.close();
        }

        @ParameterizedTest
        @EnumSource
        void everyContenderThatTakesPartDoesWhatIsMeasured(Operation operation) throws InterruptedException {
            Race race = new Race(database, operation, 1, contenders);

            race.run(load, ONE, new Random(1), () -> {});

            assertThat(race.failures()).isEmpty();
            assertThat(race.figures())
                    .extracting(Figure::contender)
                    .contains("raw", "fluxrecord")
                    .containsExactlyElementsOf(contenders.keySet().stream()
                            .filter(peer -> peer.takesPart(operation))
                            .map(Peer::toString)
                            .toList());
        }
    }
}
