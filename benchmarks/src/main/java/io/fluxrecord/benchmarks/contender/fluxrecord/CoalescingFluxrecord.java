package io.fluxrecord.benchmarks.contender.fluxrecord;

import io.fluxrecord.Database;
import io.fluxrecord.benchmarks.database.ItemDatabase;
import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Fluxrecord that waits a millisecond for finds and inserts that can share a statement. */
public final class CoalescingFluxrecord extends Variant<Item> {

    private final Database database;

    public CoalescingFluxrecord(ItemDatabase items) {
        database = Database.builder(ConnectionFactories.get(items.url()))
                .coalesceFinds(Duration.ofMillis(1))
                .coalesceInserts(Duration.ofMillis(1))
                .build();
    }

    @Override
    public Mono<Item> find(long id) {
        return Item_.find(id).contextWrite(database.context());
    }

    @Override
    public Mono<Item> insert(int number) {
        return new Item(number).save().contextWrite(database.context());
    }

    @Override
    public void close() {
        database.close().block();
    }
}
