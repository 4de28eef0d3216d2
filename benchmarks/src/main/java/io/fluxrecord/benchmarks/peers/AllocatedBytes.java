package io.fluxrecord.benchmarks.peers;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * The bytes that the JVM has allocated on the heap, as {@link ThreadMXBean#getThreadAllocatedBytes(long[])} counts
 * them, summed over all live threads: callers, event loops of every driver, timers. What a thread allocated that has
 * since died is missing; no contender ends threads while it is measured. Direct buffers are not counted.
 */
final class AllocatedBytes {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocatedBytes() {}

    static long soFar() {
        return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }
}
