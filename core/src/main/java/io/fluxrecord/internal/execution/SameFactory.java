package io.fluxrecord.internal.execution;

import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import org.jspecify.annotations.Nullable;

/** Whether two connection factories open connections of the same one, be it through a pool or another wrapper. */
final class SameFactory {

    private SameFactory() {}

    static boolean test(ConnectionFactory one, ConnectionFactory other) {
        return one == other || innermost(one) == innermost(other);
    }

    private static Object innermost(ConnectionFactory factory) {
        Object current = factory;
        Object inner = unwrapped(current);
        while (inner != null) {
            current = inner;
            inner = unwrapped(current);
        }
        return current;
    }

    private static @Nullable Object unwrapped(Object factory) {
        return factory instanceof Wrapped<?> wrapped ? wrapped.unwrap() : null;
    }
}
