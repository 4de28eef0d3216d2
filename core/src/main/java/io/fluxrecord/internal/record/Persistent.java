package io.fluxrecord.internal.record;

import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.lifecycle.Listener;
import java.io.NotSerializableException;
import java.io.ObjectStreamException;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * What every record carries beside its fields: where it stands with the database, and the hooks that a model overrides.
 * Extend {@link io.fluxrecord.ActiveRecord}, not this class.
 *
 * <p>A hook returns a publisher, which is subscribed to inside the pipeline of the operation, in its transaction and
 * Reactor Context, and must complete before the operation goes on. Override it with the return type that suits:
 * {@code Mono<Void>}, {@code Mono<Decision>}, {@code Flux<AuditLog>}. What it emits is ignored, but for a
 * {@link io.fluxrecord.lifecycle.Decision} of a before-hook. Its error fails the operation and undoes it.
 * {@link Lifecycle} says in which order hooks run.
 *
 * @since 0.1
 */
public abstract class Persistent {

    final RecordState state = new RecordState();

    protected Persistent() {}

    /**
     * Refuse Java serialization, also of a model that says {@code implements Serializable}: what ties the record to its
     * row would be lost on the way, and a later save would write a second row. Override it to write something else.
     *
     * @throws NotSerializableException always
     */
    protected Object writeReplace() throws ObjectStreamException {
        throw new NotSerializableException(
                getClass().getName()
                        + " is a record and loses its row when it is serialized; write its key, or an object that holds its values");
    }

    /**
     * Refuse to clone: both would stand for one row, with one state between them. Save a new record with the values
     * instead, or find it again.
     *
     * @throws CloneNotSupportedException always
     */
    @Override
    protected final Object clone() throws CloneNotSupportedException {
        throw new CloneNotSupportedException(getClass().getName()
                + " is a record and shares its row with no other; make a new one with its values, or find it again");
    }

    /** Run before an insert or update; what it changes in the record is in the statement. */
    protected Publisher<?> beforeSave() {
        return Mono.empty();
    }

    /** Run before an insert, after {@link #beforeSave()}. */
    protected Publisher<?> beforeInsert() {
        return Mono.empty();
    }

    /** Run before an update, after {@link #beforeSave()}. */
    protected Publisher<?> beforeUpdate() {
        return Mono.empty();
    }

    /** Run after an insert; a generated key is set. */
    protected Publisher<?> afterInsert() {
        return Mono.empty();
    }

    /** Run after an update. */
    protected Publisher<?> afterUpdate() {
        return Mono.empty();
    }

    /** Run after an insert or update, last. */
    protected Publisher<?> afterSave() {
        return Mono.empty();
    }

    /** Run before a soft or hard delete. */
    protected Publisher<?> beforeDelete() {
        return Mono.empty();
    }

    /** Run after a soft or hard delete. */
    protected Publisher<?> afterDelete() {
        return Mono.empty();
    }

    /** Run before a restore. */
    protected Publisher<?> beforeRestore() {
        return Mono.empty();
    }

    /** Run after a restore. */
    protected Publisher<?> afterRestore() {
        return Mono.empty();
    }

    /**
     * Run once per operation after its transaction has committed and given its connection back; it can undo nothing.
     */
    protected Publisher<?> afterCommit() {
        return Mono.empty();
    }

    /** Run once per operation after its transaction has rolled back and given its connection back. */
    protected Publisher<?> afterRollback() {
        return Mono.empty();
    }

    /**
     * Run after this record was read by a query, {@code find}, {@code findAll}, {@code reload()} or {@code lock()}, and
     * before it is emitted. Its error fails the read. No transaction is begun for it.
     */
    protected Publisher<?> afterLoad() {
        return Mono.empty();
    }

    static Listener<Persistent> overridden(Lifecycle event) {
        return switch (event) {
            case BEFORE_SAVE -> Persistent::beforeSave;
            case BEFORE_INSERT -> Persistent::beforeInsert;
            case BEFORE_UPDATE -> Persistent::beforeUpdate;
            case AFTER_INSERT -> Persistent::afterInsert;
            case AFTER_UPDATE -> Persistent::afterUpdate;
            case AFTER_SAVE -> Persistent::afterSave;
            case BEFORE_DELETE -> Persistent::beforeDelete;
            case AFTER_DELETE -> Persistent::afterDelete;
            case BEFORE_RESTORE -> Persistent::beforeRestore;
            case AFTER_RESTORE -> Persistent::afterRestore;
            case AFTER_COMMIT -> Persistent::afterCommit;
            case AFTER_ROLLBACK -> Persistent::afterRollback;
            case AFTER_LOAD -> Persistent::afterLoad;
        };
    }
}
