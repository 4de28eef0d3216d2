package io.fluxrecord;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Version-7 UUIDs (RFC 9562, section 5.7): 48 bits of milliseconds, a 12-bit counter that starts at random and makes
 * those of one process strictly increasing (section 6.2, method 1), and 62 random bits that cannot be guessed.
 *
 * <p>Made here rather than by a library because those lock, and read the system's entropy with each UUID: both block,
 * on threads that must not.
 */
final class TimeOrderedUuids {

    private static final int COUNTER_BITS = 12;
    private static final int COUNTER_MASK = (1 << COUNTER_BITS) - 1;

    private static final SecureRandom RANDOM = seeded();

    /** Milliseconds and counter. A counter that overflows runs ahead of the clock for a moment. */
    private static final AtomicLong LAST = new AtomicLong();

    private TimeOrderedUuids() {}

    /** Seed the generator now, which reads the system's entropy and may block. */
    static void prepare() {
        // The work is that of the static initializer.
    }

    static UUID next() {
        long start = ThreadLocalRandom.current().nextLong(1L << (COUNTER_BITS - 1));
        long now = System.currentTimeMillis() << COUNTER_BITS | start;
        long tick = LAST.updateAndGet(last -> Math.max(last + 1, now));
        long most = tick >>> COUNTER_BITS << 16 | 0x7000 | (tick & COUNTER_MASK);
        long least = Long.MIN_VALUE | RANDOM.nextLong() >>> 2;
        return new UUID(most, least);
    }

    private static SecureRandom seeded() {
        SecureRandom random = drbg();
        random.nextLong();
        return random;
    }

    /** The default generator reads from the system each time; this one computes, once it is seeded. */
    private static SecureRandom drbg() {
        try {
            return SecureRandom.getInstance("DRBG");
        } catch (NoSuchAlgorithmException e) {
            return new SecureRandom();
        }
    }
}
