package io.fluxrecord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TimeOrderedUuidsTests {

    @Test
    void timeVersionAndVariantAreWhereTheRfcHasThem() {
        long before = System.currentTimeMillis();
        UUID uuid = TimeOrderedUuids.next();
        // The counter may have run ahead of the clock, by a millisecond per 2,048 UUIDs.
        assertThat(uuid.getMostSignificantBits() >>> 16).isBetween(before, System.currentTimeMillis() + 100);
        assertThat(uuid.version()).isEqualTo(7);
        assertThat(uuid.variant()).isEqualTo(2);
    }

    @Test
    void eachIsGreaterThanTheOneBeforeAlsoWhenTheCounterOverflows() {
        List<UUID> uuids = Stream.generate(TimeOrderedUuids::next).limit(20_000).toList();
        assertThat(uuids)
                .isSortedAccordingTo(Comparator.comparing(UUID::toString))
                .doesNotHaveDuplicates();
    }

    @Test
    void threadsNeverGetTheSameOne() {
        Set<UUID> all = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 8).parallel().forEach(thread -> {
            for (int i = 0; i < 10_000; i++) {
                all.add(TimeOrderedUuids.next());
            }
        });
        assertThat(all).hasSize(80_000);
        assertThat(all).extracting(UUID::getMostSignificantBits).doesNotHaveDuplicates();
    }

    @Test
    void randomBitsVary() {
        long ones = 0;
        long zeros = 0;
        for (int i = 0; i < 200; i++) {
            long bits = TimeOrderedUuids.next().getLeastSignificantBits();
            ones |= bits;
            zeros |= ~bits;
        }
        assertThat(ones).isEqualTo(0xBFFF_FFFF_FFFF_FFFFL);
        assertThat(zeros).isEqualTo(0x7FFF_FFFF_FFFF_FFFFL);
    }
}
