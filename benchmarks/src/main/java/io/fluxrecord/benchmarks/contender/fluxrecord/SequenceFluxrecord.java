package io.fluxrecord.benchmarks.contender.fluxrecord;

import io.fluxrecord.Database;
import io.fluxrecord.benchmarks.database.ItemDatabase;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Fluxrecord with keys from a sequence. */
public final class SequenceFluxrecord extends Variant<SequenceItem> {

    private final Database database;

    public SequenceFluxrecord(ItemDatabase items) {
        database = Database.connect(items.url());
        SequenceItem_.configure(database);
    }

    @Override
    public Mono<SequenceItem> find(long id) {
        return SequenceItem_.find(id);
    }

    @Override
    public Mono<SequenceItem> insert(int number) {
        return new SequenceItem(number).save();
    }

    @Override
    public Mono<List<SequenceItem>> insertMany(int count) {
        return database.transactional(
                        SequenceItem_.insertAll(Flux.range(0, count).map(SequenceItem::new)))
                .collectList();
    }

    @Override
    public void close() {
        database.close().block();
    }
}
