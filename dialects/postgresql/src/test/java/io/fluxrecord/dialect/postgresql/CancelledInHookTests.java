package io.fluxrecord.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.error.RollbackOnlyException;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.tck.TestBed;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Product;
import io.fluxrecord.tck.model.Product_;
import java.time.Duration;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Operations that a hook runs on its own record, and that time out there, while the save around them goes on. */
@NullUnmarked
final class CancelledInHookTests {

    private static final int TRIES = 60;

    private final TestBed bed = new TestBed(PostgresqlServer.connectionFactory());
    private final Database db = bed.database();
    private final Random random = new Random(Long.getLong("fluxrecord.seed", 4711L));

    @BeforeEach
    void prepare() {
        bed.prepare(Inventory_.model(), Product_.model());
    }

    @AfterEach
    void allConnectionsAreBack() {
        bed.awaitIdle();
        bed.pool().close().block();
    }

    private <T> Mono<Void> handled(Mono<T> operation) {
        return operation
                .timeout(Duration.ofNanos(20_000 + random.nextInt(800_000)))
                .onErrorResume(late -> Mono.empty())
                .then();
    }

    private <T> T saved(Mono<T> save) {
        return save.onErrorResume(RollbackOnlyException.class, undone -> Mono.empty())
                .block(Duration.ofSeconds(20));
    }

    private void beforeSave(Function<Inventory, Mono<?>> operation) {
        db.on(Inventory_.model(), Lifecycle.BEFORE_SAVE, item -> handled(operation.apply(item)));
    }

    @Test
    void insertThatTimesOutInAHookIsNotRepeatedByTheSaveAroundIt() {
        beforeSave(Inventory::save);
        for (int i = 0; i < TRIES; i++) {
            Inventory item = new Inventory("item" + i, i);
            saved(item.save());
            assertThat(Inventory_.query()
                            .where(Inventory_.quantity.eq(i))
                            .count()
                            .block())
                    .as("rows of try %d", i)
                    .isEqualTo(item.stored() ? 1 : 0);
        }
    }

    @Test
    void reloadThatTimesOutInAHookLeavesMemoryAsTheRow() {
        Inventory item = new Inventory("item", 0).save().block();
        beforeSave(Inventory::reload);
        for (int i = 1; i <= TRIES; i++) {
            item.quantity = i;
            saved(item.save());
            assertThat(item.changes()).as("try %d", i).isEmpty();
            assertThat(Inventory_.find(item.id).block().quantity)
                    .as("try %d", i)
                    .isEqualTo(item.quantity);
        }
    }

    @Test
    void deleteThatTimesOutInAHookIsKnownToTheRecord() {
        db.on(Product_.model(), Lifecycle.BEFORE_UPDATE, product -> handled(product.delete()));
        for (int i = 0; i < TRIES; i++) {
            Product product = new Product("product", "1", i).save().block();
            product.inventory++;
            saved(product.save());
            Product row = Product_.query()
                    .includeDeleted()
                    .where(Product_.id.eq(product.getId()))
                    .one()
                    .block();
            assertThat(row.deleted()).as("try %d", i).isEqualTo(product.deleted());
            assertThat(row.getVersion()).as("try %d", i).isEqualTo(product.getVersion());
        }
    }
}
