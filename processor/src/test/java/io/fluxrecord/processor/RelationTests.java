package io.fluxrecord.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that refer to each other. */
final class RelationTests {

    private static final int TRIES = 100;

    private final Path directory;
    private final Javac javac;

    RelationTests(@TempDir Path directory) throws IOException {
        this.directory = directory;
        javac = new Javac(directory.resolve("shop"));
    }

    private void compile() throws IOException {
        javac.source(
                        "shop/Customer.java",
                        "package shop;",
                        "import io.fluxrecord.*;",
                        "import io.fluxrecord.annotation.*;",
                        "public class Customer extends ActiveRecord<Customer> implements UuidKey {",
                        "    @Inverse(\"customer\") final Many<Order> orders = many();",
                        "    @Column(nullable = true) final One<Order> last = one();",
                        "}")
                .source(
                        "shop/Order.java",
                        "package shop;",
                        "import io.fluxrecord.*;",
                        "public class Order extends ActiveRecord<Order> implements UuidKey {",
                        "    final One<Customer> customer = one();",
                        "}");
        assertThat(javac.compile()).isEmpty();
    }

    /** What waits does so for good, so that the threads are given up. */
    @Test
    void generatedClassesOfTwoModelsAreInitializedAtOnceByTwoThreads() throws Exception {
        compile();
        for (int i = 0; i < TRIES; i++) {
            try (URLClassLoader loader = javac.loader()) {
                CyclicBarrier start = new CyclicBarrier(2);
                List<CompletableFuture<Void>> both = List.of(
                        initialization("shop.Order_", loader, start), initialization("shop.Customer_", loader, start));
                for (CompletableFuture<Void> one : both) {
                    assertThatCode(() -> one.get(10, TimeUnit.SECONDS)).doesNotThrowAnyException();
                }
            }
        }
    }

    private static CompletableFuture<Void> initialization(String name, ClassLoader loader, CyclicBarrier start) {
        CompletableFuture<Void> initialized = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                Class.forName(name, false, loader);
                start.await();
                Class.forName(name, true, loader);
                initialized.complete(null);
            } catch (Throwable e) { // The test shows it.
                initialized.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return initialized;
    }

    @Test
    void generatedClassLoadsNoOtherGeneratedClass() throws Exception {
        compile();
        try (Watched loader = new Watched(javac)) {
            Class.forName("shop.Order_", true, loader);
            assertThat(loader.hasLoaded("shop.Order_")).isTrue();
            assertThat(loader.hasLoaded("shop.Customer_")).isFalse();
        }
    }

    /** Tells what it has loaded. */
    private static final class Watched extends URLClassLoader {

        private Watched(Javac javac) throws IOException {
            super(new URL[] {javac.output().toUri().toURL()}, Javac.class.getClassLoader());
        }

        private boolean hasLoaded(String name) {
            return findLoadedClass(name) != null;
        }
    }

    @Test
    void modelOfAClassFileIsReferredTo() throws Exception {
        compile();
        Javac more = new Javac(directory.resolve("more"))
                .source(
                        "more/Parcel.java",
                        "package more;",
                        "import io.fluxrecord.*;",
                        "public class Parcel extends ActiveRecord<Parcel> implements UuidKey {",
                        "    final One<shop.Order> order = one();",
                        "    static Object use() { return Parcel_.orderId.eq(java.util.UUID.randomUUID()); }",
                        "}")
                .option("-cp", Javac.CLASS_PATH + File.pathSeparator + javac.output());
        assertThat(more.compile()).isEmpty();
    }
}
