package io.fluxrecord;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.transaction.AmbientTransactions;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.ConnectionFactoryProvider;
import io.r2dbc.spi.Wrapped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds a dialect, driver or integration with every class loader that may know it. That of the thread's context alone
 * would not do: in a fat jar or a plug-in it may see neither, or there may be none. A provider that is broken hides no
 * other.
 */
final class Services<S> {

    /** A list that cannot be read fails again at each attempt, and never comes to its end. */
    private static final int MOST_FAILURES_OF_A_LOADER = 100;

    private final Predicate<S> wanted;
    private final List<S> others = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    private Services(Predicate<S> wanted) {
        this.wanted = wanted;
    }

    /**
     * Return the dialect for a driver. A plug-in may bring both, so that only the loader of the driver knows it.
     *
     * @throws ConfigurationException if there is none
     */
    static Dialect dialect(ConnectionFactory factory) {
        String driver = factory.getMetadata().getName();
        Set<ClassLoader> loaders = loaders(null);
        Object part = factory;
        while (part != null) {
            add(loaders, part.getClass().getClassLoader());
            part = part instanceof Wrapped<?> wrapped ? wrapped.unwrap() : null;
        }
        Services<Dialect> dialects = new Services<>(dialect -> dialect.driver().equals(driver));
        Dialect found = dialects.first(loaders, loader -> ServiceLoader.load(Dialect.class, loader));
        if (found != null) {
            return found;
        }
        Set<String> known = new TreeSet<>();
        dialects.others.forEach(dialect -> known.add(dialect.driver()));
        throw dialects.missing("There is no dialect for driver \"" + driver + "\"; known are " + known
                + ". Add the module of its dialect, or give one to the builder");
    }

    /** Return options with what the dialects that are known add to them. */
    static ConnectionFactoryOptions refine(ConnectionFactoryOptions options) {
        Services<Dialect> dialects = new Services<>(dialect -> false);
        dialects.first(loaders(null), loader -> ServiceLoader.load(Dialect.class, loader));
        ConnectionFactoryOptions refined = options;
        for (Dialect dialect : dialects.others) {
            refined = dialect.refine(refined);
        }
        return refined;
    }

    /**
     * Connect with the driver for these options. R2DBC itself asks no loader but that of its own classes.
     *
     * @throws ConfigurationException if there is none
     */
    static ConnectionFactory connectionFactory(ConnectionFactoryOptions options) {
        Services<ConnectionFactoryProvider> drivers = new Services<>(driver -> driver.supports(options));
        ConnectionFactoryProvider found = drivers.first(
                loaders(ConnectionFactoryProvider.class.getClassLoader()),
                loader -> ServiceLoader.load(ConnectionFactoryProvider.class, loader));
        if (found == null) {
            throw drivers.missing("There is no R2DBC driver for \""
                    + options.getValue(ConnectionFactoryOptions.DRIVER)
                    + "\" on the class path; add fluxrecord-postgresql, fluxrecord-h2, or the driver and its dialect");
        }
        return found.create(options);
    }

    /** Return the transactions of another library, or null if no integration of one is there. */
    static @Nullable AmbientTransactions ambientTransactions() {
        Services<AmbientTransactions> integrations = new Services<>(any -> true);
        return integrations.first(loaders(null), loader -> ServiceLoader.load(AmbientTransactions.class, loader));
    }

    private static Set<ClassLoader> loaders(@Nullable ClassLoader first) {
        Set<ClassLoader> loaders = new LinkedHashSet<>();
        add(loaders, first);
        add(loaders, Thread.currentThread().getContextClassLoader());
        add(loaders, Dialect.class.getClassLoader());
        return loaders;
    }

    private static void add(Set<ClassLoader> loaders, @Nullable ClassLoader loader) {
        if (loader != null) {
            loaders.add(loader);
        }
    }

    private @Nullable S first(Collection<ClassLoader> loaders, Function<ClassLoader, ServiceLoader<S>> services) {
        for (ClassLoader loader : loaders) {
            S found = first(services.apply(loader).iterator());
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable S first(Iterator<S> services) {
        int most = failures.size() + MOST_FAILURES_OF_A_LOADER;
        while (failures.size() < most) {
            try {
                if (!services.hasNext()) {
                    return null;
                }
                S service = services.next();
                if (wanted.test(service)) {
                    return service;
                }
                others.add(service);
            } catch (ServiceConfigurationError | LinkageError e) {
                failures.add(e);
            }
        }
        return null;
    }

    private ConfigurationException missing(String message) {
        if (failures.isEmpty()) {
            return new ConfigurationException(message);
        }
        String broken = failures.stream().map(Throwable::toString).distinct().collect(Collectors.joining("; "));
        ConfigurationException missing = new ConfigurationException(message + ". This could not be loaded: " + broken);
        missing.initCause(failures.get(0));
        return missing;
    }
}
