package io.fluxrecord.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.Model;
import io.fluxrecord.Schema;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Product;
import io.fluxrecord.tck.model.Product_;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a transaction holds in memory of what it has written, to undo it should it roll back. */
@NullUnmarked
final class LargeTransactionTests {

    private static final int RECORDS = 100_000;
    private static final int BYTES_PER_RECORD = 120;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Database db = Database.builder(PostgresqlServer.connectionFactory("fluxrecord-large"))
            .maxConnections(1)
            .build();

    @BeforeEach
    void prepare() {
        Database.setDefault(db);
        Model<?>[] models = {Inventory_.model(), Product_.model()};
        Schema.drop(db, models).then(Schema.create(db, models)).block(PATIENCE);
    }

    @AfterEach
    void close() {
        Database.setDefault(null);
        db.close().block(PATIENCE);
    }

    /** Return how many bytes of the heap are in use once all garbage is gone. */
    private static long live() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    @Test
    void littleIsHeldOfRecordsThatTheApplicationDoesNotHold() {
        Mono<Void> few = Inventory_.insertAll(inventories(2_000)).then();
        Mono<Void> many = Inventory_.insertAll(inventories(RECORDS)).then();
        few.block(PATIENCE);
        Mono<Long> held = db.transaction(() -> few.then(Mono.fromCallable(LargeTransactionTests::live))
                .flatMap(before -> many.then(Mono.fromCallable(() -> live() - before))));
        assertThat(Objects.requireNonNull(held.block(PATIENCE)) / RECORDS).isLessThanOrEqualTo(BYTES_PER_RECORD);
    }

    @Test
    void littleIsHeldForTheUndoOfRecordsThatAreInUse() {
        List<Product> records = Stream.generate(() -> new Product("lamp", "9.90", 1))
                .limit(RECORDS)
                .toList();
        long inTransaction = Objects.requireNonNull(db.transaction(() -> Product_.insertAll(Flux.fromIterable(records))
                        .then(Mono.fromCallable(LargeTransactionTests::live)))
                .block(PATIENCE));
        // What is live after the end is the records' own.
        assertThat((inTransaction - live()) / RECORDS).isLessThanOrEqualTo(BYTES_PER_RECORD);
        assertThat(records).allMatch(Product::stored);
    }

    @Test
    void recordsThatAreInUseAreRolledBack() {
        List<Product> records = Stream.generate(() -> new Product("lamp", "9.90", 1))
                .limit(2_000)
                .toList();
        List<UUID> keys = new ArrayList<>();
        db.transaction(() -> Product_.insertAll(Flux.fromIterable(records))
                        .doOnNext(record -> keys.add(record.getId()))
                        .then(Mono.fromRunnable(System::gc))
                        .then(db.rollbackOnly()))
                .block(PATIENCE);
        assertThat(records).noneMatch(Product::stored).allSatisfy(record -> {
            assertThat(record.getVersion()).isZero();
            assertThat(record.getCreatedAt()).isNull();
            assertThat(record.getUpdatedAt()).isNull();
        });
        assertThat(records).extracting(Product::getId).containsExactlyElementsOf(keys);
        Product_.insertAll(Flux.fromIterable(records)).then().block(PATIENCE);
        assertThat(records).allMatch(Product::stored);
    }

    private static Flux<Inventory> inventories(int count) {
        return Flux.range(0, count).map(i -> new Inventory("item" + i, i));
    }
}
