package io.fluxrecord.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.benchmarks.contender.Streaming;
import io.fluxrecord.benchmarks.contender.fluxrecord.Fluxrecord;
import io.fluxrecord.benchmarks.contender.raw.RawR2dbc;
import io.fluxrecord.benchmarks.database.ItemDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

class StreamRaceTests {

    private static final Race.Rounds ONE = new Race.Rounds(0, 1, Duration.ofMillis(1));

    @ParameterizedTest
    @ValueSource(ints = {0, 7})
    void bothReadAllRows(int fetchSize) {
        try (ItemDatabase database = ItemDatabase.h2();
                RawR2dbc raw = new RawR2dbc(database);
                Fluxrecord fluxrecord = new Fluxrecord(database)) {
            database.fillStreamed(100);
            StreamRace race = new StreamRace(100, fetchSize, Map.of(Peer.RAW, raw, Peer.FLUXRECORD, fluxrecord));

            race.run(LiveHeap.watched(), ONE, new Random(1), () -> {});

            assertThat(race.failures()).isEmpty();
            assertThat(race.figures())
                    .extracting(figure -> figure.perRow().contender())
                    .containsExactly("raw", "fluxrecord");
        }
    }

    @Test
    void whoLosesRowsFallsOut() {
        StreamRace race = new StreamRace(2, 0, Map.of(Peer.RAW, new Losing()));

        race.run(LiveHeap.watched(), ONE, new Random(1), () -> {});

        assertThat(race.figures()).isEmpty();
        assertThat(race.failures()).singleElement().asString().contains("raw", "but is " + ItemDatabase.FIRST_STREAMED);
    }

    private static final class Losing implements Streaming<Long> {

        @Override
        public Flux<Long> stream(long firstId, long lastId, int fetchSize) {
            return Flux.just(firstId);
        }

        @Override
        public int inventory(Long item) {
            return item.intValue();
        }
    }
}
