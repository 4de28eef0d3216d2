package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.error.RollbackOnlyException;
import io.fluxrecord.internal.record.RecordState;
import io.fluxrecord.tck.model.Article;
import io.fluxrecord.tck.model.Article_;
import io.fluxrecord.tck.model.Gadget;
import io.fluxrecord.tck.model.Gadget_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Traced;
import io.fluxrecord.tck.model.Traced_;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Concurrent operations on a few records, from several threads, cancelled at any moment. Nothing else writes their
 * rows, so when all is quiet each record must know just what its row holds, and there must be no row besides.
 */
final class RandomOperations {

    private static final int MEETING = 4;
    private static final int LATEST_CANCEL_MICROS = 3_000;

    private final TestBed bed;
    private final Random random;
    private final List<String> story = new CopyOnWriteArrayList<>();
    private final List<ActiveRecord<?>> records = new ArrayList<>();

    RandomOperations(TestBed bed, long seed) {
        this.bed = bed;
        random = new Random(seed);
        for (int i = 0; i < 2; i++) {
            records.add(new Inventory("item", i));
            records.add(new Article("title " + i));
            records.add(new Gadget("name " + i));
            records.add(new Traced("name " + i));
        }
    }

    /** Return what was done, for the message of a failure. */
    List<String> story() {
        return story;
    }

    void run(int rounds) {
        for (int round = 0; round < rounds; round++) {
            bed.advance(Duration.ofMillis(1));
            (random.nextInt(3) == 0 ? transaction() : meeting()).block(Duration.ofSeconds(60));
            bed.awaitIdle();
            // A thread may be about to find out that it was cancelled.
            bed.await(() ->
                    records.stream().allMatch(record -> RecordState.of(record).operation() == null));
            check();
        }
    }

    private Mono<Void> meeting() {
        List<Mono<Void>> branches = new ArrayList<>();
        for (int i = 0; i < MEETING; i++) {
            branches.add(perhapsCancelled(tolerated(operation())).subscribeOn(Schedulers.boundedElastic()));
        }
        return Mono.when(branches);
    }

    private Mono<Void> transaction() {
        boolean fails = random.nextInt(3) == 0;
        note(fails ? "a transaction that fails" : "a transaction");
        Mono<Void> work = meeting().then(fails ? Mono.error(new IllegalStateException("on purpose")) : Mono.empty());
        return perhapsCancelled(bed.transaction(() -> work)
                        .onErrorComplete(RollbackOnlyException.class)
                        .onErrorComplete(IllegalStateException.class))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** What a record is told because of its state, or of another operation that is under way. */
    private static Mono<Void> tolerated(Mono<?> operation) {
        return operation.then().onErrorComplete(RecordStateException.class);
    }

    private Mono<Void> perhapsCancelled(Mono<Void> operation) {
        if (random.nextBoolean()) {
            return operation;
        }
        int micros = random.nextInt(LATEST_CANCEL_MICROS);
        note("is cancelled after " + micros + " µs");
        return operation.takeUntilOther(Mono.delay(Duration.ofNanos(micros * 1_000L)));
    }

    private Mono<?> operation() {
        ActiveRecord<?> record = records.get(random.nextInt(records.size()));
        int number = random.nextInt(1_000_000);
        int kind = random.nextInt(10);
        note(kind + " of " + record.getClass().getSimpleName() + records.indexOf(record));
        return switch (kind) {
            case 0, 1, 2 -> change(record, number).then(record.save());
            case 3 -> change(record, number).then(record.save()).then(Mono.defer(record::reload));
            case 4 -> record.reload();
            case 5 -> record.delete();
            case 6 -> record instanceof SoftDeletable deletable ? deletable.restore() : record.delete();
            case 7 -> record.hardDelete();
            case 8 ->
                change(record, number)
                        .then(record.save())
                        .then(record.hardDelete())
                        .then(record.save());
            default -> insertAll(record);
        };
    }

    private static Mono<Void> change(ActiveRecord<?> record, int number) {
        return Mono.fromRunnable(() -> {
            if (record instanceof Inventory item) {
                item.quantity = number;
            } else if (record instanceof Article article) {
                article.title = "title " + number;
            } else if (record instanceof Gadget gadget) {
                gadget.name = "name " + number;
            } else if (record instanceof Traced traced) {
                traced.name = "name " + number;
            }
        });
    }

    private static Mono<?> insertAll(ActiveRecord<?> record) {
        if (record instanceof Inventory item) {
            return Inventory_.insertAll(Flux.just(item)).then();
        }
        return record instanceof Gadget gadget
                ? Gadget_.insertAll(Flux.just(gadget)).then()
                : record.save();
    }

    private void note(String what) {
        story.add(what);
    }

    private void check() {
        Flux<ActiveRecord<?>> rows = Flux.concat(
                Inventory_.query().all(),
                Article_.query().all(),
                Gadget_.query().includeDeleted().all(),
                Traced_.query().includeDeleted().all());
        List<String> inTables = await(rows.map(RandomOperations::row));
        List<String> inMemory = records.stream()
                .filter(ActiveRecord::stored)
                .map(RandomOperations::row)
                .toList();
        assertThat(inMemory).containsExactlyInAnyOrderElementsOf(inTables);
    }

    private static String row(ActiveRecord<?> record) {
        return record.getClass().getSimpleName()
                + Arrays.toString(RecordState.of(record).row());
    }
}
