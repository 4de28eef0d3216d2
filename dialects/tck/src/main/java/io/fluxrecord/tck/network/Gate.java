package io.fluxrecord.tck.network;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;

/** Tells what of each side may pass. Guarded by the monitor that its waiters wait on, which several gates share. */
final class Gate {

    private final Object monitor;
    private final EnumSet<Side> shut = EnumSet.noneOf(Side.class);

    Gate(Object monitor) {
        this.monitor = monitor;
    }

    void shut(Side... sides) {
        Collection<Side> more = List.of(sides);
        synchronized (monitor) {
            shut.addAll(more);
        }
    }

    void open() {
        synchronized (monitor) {
            shut.clear();
            monitor.notifyAll();
        }
    }

    boolean isShut(Side from) {
        synchronized (monitor) {
            return shut.contains(from);
        }
    }
}
