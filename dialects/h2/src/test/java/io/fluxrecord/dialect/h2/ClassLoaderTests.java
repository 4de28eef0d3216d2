package io.fluxrecord.dialect.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxrecord.Database;
import io.fluxrecord.Schema;
import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.tck.Contract;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import io.r2dbc.h2.H2ConnectionFactoryProvider;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.ConnectionFactoryProvider;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Driver and dialect are found whatever class loaders they, Fluxrecord and the thread come with. */
final class ClassLoaderTests {

    private static final String URL_OF_H2 = "r2dbc:h2:mem:///loaders?options=DB_CLOSE_DELAY=-1";

    /** As a fat jar does it: all in one loader, and the URL says what to use. */
    public static final class ByUrl implements Callable<String> {

        @Override
        public String call() {
            return nameOfIceland(Database.connect(URL_OF_H2));
        }
    }

    /** As a plug-in does it that brings the driver: the connection factory is given, here in a pool. */
    public static final class ByPool implements Callable<String> {

        @Override
        public String call() {
            ConnectionPool pool = new ConnectionPool(ConnectionPoolConfiguration.builder(
                            new H2ConnectionFactoryProvider().create(ConnectionFactoryOptions.parse(URL_OF_H2)))
                    .build());
            return nameOfIceland(Database.builder(pool).build());
        }
    }

    private static String nameOfIceland(Database db) {
        return String.valueOf(Contract.await(Schema.drop(db, Country_.model())
                        .then(Schema.create(db, Country_.model()))
                        .then(new Country("IS", "Iceland").save())
                        .thenMany(Country_.query().where(Country_.code.eq("IS")).all())
                        .single()
                        .contextWrite(db.context()))
                .name);
    }

    private static List<URL> classPath() throws Exception {
        List<URL> urls = new ArrayList<>();
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : path.split(File.pathSeparator, -1)) {
            urls.add(new File(entry).toURI().toURL());
        }
        return urls;
    }

    private static URL home(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    /** The driver, its dialect, and these tests. */
    private static List<URL> plugin() {
        return List.of(
                home(H2Dialect.class),
                home(H2ConnectionFactoryProvider.class),
                home(org.h2.Driver.class),
                home(ClassLoaderTests.class));
    }

    private static URLClassLoader loader(List<URL> urls, ClassLoader parent) {
        return new URLClassLoader(urls.toArray(URL[]::new), parent);
    }

    /** Load a program anew and run it on a thread with this context loader. */
    private static String run(Class<?> program, ClassLoader loader, @Nullable ClassLoader context) throws Exception {
        Object loaded =
                loader.loadClass(program.getName()).getDeclaredConstructor().newInstance();
        assertThat(loaded.getClass().getClassLoader()).isSameAs(loader);
        FutureTask<Object> task = new FutureTask<>(((Callable<?>) loaded)::call);
        Thread thread = new Thread(task);
        thread.setContextClassLoader(context);
        thread.start();
        return (String) task.get();
    }

    @Test
    void fatJarNeedsNoContextLoader() throws Exception {
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        try (URLClassLoader jar = loader(classPath(), platform)) {
            assertThat(run(ByUrl.class, jar, platform)).isEqualTo("Iceland");
            assertThat(run(ByUrl.class, jar, null)).isEqualTo("Iceland");
            assertThat(run(ByUrl.class, jar, jar)).isEqualTo("Iceland");
            assertThat(run(ByPool.class, jar, platform)).isEqualTo("Iceland");
            // This one knows dialects too, of another Fluxrecord, which are none of ours.
            assertThat(run(ByUrl.class, jar, ClassLoaderTests.class.getClassLoader()))
                    .isEqualTo("Iceland");
        }
    }

    @Test
    void pluginMayBringDriverAndDialect() throws Exception {
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        List<URL> rest = classPath();
        rest.removeAll(plugin());
        try (URLClassLoader application = loader(rest, platform);
                URLClassLoader plugin = loader(plugin(), application)) {
            assertThat(plugin.loadClass(Dialect.class.getName()).getClassLoader())
                    .isSameAs(application);
            assertThat(run(ByPool.class, plugin, platform)).isEqualTo("Iceland");
            assertThat(run(ByPool.class, plugin, null)).isEqualTo("Iceland");
            assertThat(run(ByPool.class, plugin, application)).isEqualTo("Iceland");
            assertThat(run(ByUrl.class, plugin, plugin)).isEqualTo("Iceland");
            assertThatThrownBy(() -> run(ByUrl.class, plugin, null))
                    .hasMessageContaining("There is no R2DBC driver for \"h2\"");
        }
    }

    @Test
    void brokenProvidersHideNoOther(@TempDir Path directory) throws Exception {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        String broken = "missing.Provider\njava.lang.String\n";
        Files.writeString(services.resolve(Dialect.class.getName()), broken);
        Files.writeString(services.resolve(ConnectionFactoryProvider.class.getName()), broken);
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        List<URL> urls = classPath();
        urls.add(0, directory.toUri().toURL());
        try (URLClassLoader jar = loader(urls, platform)) {
            assertThat(run(ByUrl.class, jar, jar)).isEqualTo("Iceland");
            assertThat(run(ByPool.class, jar, null)).isEqualTo("Iceland");
        }
        urls.removeAll(plugin());
        urls.add(home(ClassLoaderTests.class));
        try (URLClassLoader withoutDriver = loader(urls, platform)) {
            assertThatThrownBy(() -> run(ByUrl.class, withoutDriver, withoutDriver))
                    .hasMessageContaining("There is no R2DBC driver for \"h2\"")
                    .hasMessageContaining("missing.Provider not found")
                    .hasRootCauseInstanceOf(ServiceConfigurationError.class);
        }
        urls.add(home(H2ConnectionFactoryProvider.class));
        urls.add(home(org.h2.Driver.class));
        try (URLClassLoader withoutDialect = loader(urls, platform)) {
            assertThatThrownBy(() -> run(ByUrl.class, withoutDialect, null))
                    .hasMessageContaining("There is no dialect for driver \"H2\"; known are []")
                    .hasMessageContaining("missing.Provider not found");
        }
    }
}
