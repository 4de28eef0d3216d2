package io.fluxrecord.benchmarks.peers;

import io.fluxrecord.benchmarks.contender.Contender;
import io.fluxrecord.benchmarks.database.ItemDatabase;
import java.util.concurrent.ThreadLocalRandom;
import org.reactivestreams.Publisher;

/** What is measured. To measure something else, add a method to {@link Contender} and a constant here. */
public enum Operation {
    FIND("find", "find by id", 1, 0, 0) {
        @Override
        <E> Publisher<?> start(Contender<E> contender, Caller<E> caller) {
            return contender.find(1 + ThreadLocalRandom.current().nextLong(ItemDatabase.LARGE_ROWS));
        }
    },
    QUERY_100("query_100", "query 100 rows into objects", ItemDatabase.SMALL_ROWS, 0, 0) {
        @Override
        <E> Publisher<?> start(Contender<E> contender, Caller<E> caller) {
            return contender.query(ItemDatabase.SMALL);
        }
    },
    QUERY_10000("query_10000", "query 10,000 rows into objects", ItemDatabase.LARGE_ROWS, 0, 0) {
        @Override
        <E> Publisher<?> start(Contender<E> contender, Caller<E> caller) {
            return contender.query(ItemDatabase.LARGE);
        }
    },
    INSERT("insert", "insert one", 1, 1, 0) {
        @Override
        <E> Publisher<?> start(Contender<E> contender, Caller<E> caller) {
            return contender.insert(caller.next());
        }
    },
    UPDATE("update", "versioned update of one", 1, 0, 1) {
        @Override
        <E> Publisher<?> start(Contender<E> contender, Caller<E> caller) {
            return contender.update(caller.item(), caller.next());
        }
    },
    DELETE_RESTORE("delete_restore", "soft delete and restore", 1, 0, 2) {
        @Override
        <E> Publisher<?> start(Contender<E> contender, Caller<E> caller) {
            return contender.deleteAndRestore(caller.item());
        }
    },
    INSERT_1000("insert_1000", "insert 1,000", 1, 1_000, 0) {
        @Override
        <E> Publisher<?> start(Contender<E> contender, Caller<E> caller) {
            return contender.insertMany(1_000);
        }
    },
    TRANSACTION("transaction", "find, then update, in one transaction", 1, 0, 1) {
        @Override
        <E> Publisher<?> start(Contender<E> contender, Caller<E> caller) {
            return contender.findThenUpdate(caller.id(), caller.next());
        }
    },
    TRANSACTION_HOOKS("transaction_hooks", "the same with two empty hooks", 1, 0, 1) {
        @Override
        <E> Publisher<?> start(Contender<E> contender, Caller<E> caller) {
            return contender.findThenUpdateWithHooks(caller.id(), caller.next());
        }
    };

    private final String id;
    private final String title;
    private final int emitted;
    private final long inserted;
    private final long raised;

    Operation(String id, String title, int emitted, long inserted, long raised) {
        this.id = id;
        this.title = title;
        this.emitted = emitted;
        this.inserted = inserted;
        this.raised = raised;
    }

    /** Return the operation that a caller does next; subscribing runs it. */
    abstract <E> Publisher<?> start(Contender<E> contender, Caller<E> caller);

    /** Return how many objects an operation emits, or it has failed. */
    int emitted() {
        return emitted;
    }

    /** Return how many rows an operation inserts, or it has failed. */
    long inserted() {
        return inserted;
    }

    /** Return by how much an operation raises the sum of the versions of owned rows, or it has failed. */
    long raised() {
        return raised;
    }

    /** Return how the operation is called in a table. */
    String title() {
        return title;
    }

    /** Return the name under which figures are reported. */
    @Override
    public String toString() {
        return id;
    }
}
