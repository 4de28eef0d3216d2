package io.fluxrecord;

import io.fluxrecord.annotation.CheckReturnValue;
import io.fluxrecord.generated.Role;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.lifecycle.Exclusive;
import io.fluxrecord.internal.lifecycle.RecordLifecycle;
import io.fluxrecord.internal.record.Changed;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.record.RecordState;
import io.fluxrecord.internal.record.SqlEquality;
import io.fluxrecord.query.Property;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * A row of a table as an object that knows how to save, delete and reload itself without blocking.
 *
 * <pre>{@code
 * @Table("products")
 * public class Product extends ActiveRecord<Product> implements UuidKey, Timestamped, SoftDeletable, Versioned {
 *     String name;
 *     BigDecimal price;
 *     int inventory;
 * }
 *
 * Mono<Product> saved = new Product("Lamp", price, 7).save();
 * }</pre>
 *
 * <p>Every operation returns a cold {@code Mono}: nothing happens until it is subscribed to, each subscription is an
 * operation of its own, and the record is looked at then. Statements run in the transaction of the subscriber's Reactor
 * Context, else on a connection borrowed for the one statement and given back on completion, error or cancel. The
 * database is that of the Context ({@link Database#context()}), else the one configured for the model, else the
 * {@linkplain Database#setDefault default}; with none of them, operations signal
 * {@link io.fluxrecord.error.ConfigurationException}.
 *
 * <p>The state of the record (key, version, timestamps, deleted mark, what counts as changed) follows the database: it
 * changes only when a statement has succeeded, and goes back when its transaction rolls back. Cancelling does not undo
 * a statement that was sent outside a transaction; what its late answer says is taken over.
 *
 * <p>A record does one operation at a time; another one meanwhile signals
 * {@link io.fluxrecord.error.RecordStateException}. After a cancel, an operation is under way until what was sent has
 * answered or its connection is closed; another one waits for that.
 *
 * <p>Every write checks how many rows it has touched. Beside the errors that each operation names, it signals
 * {@link io.fluxrecord.error.WriteRefusedException} if the database wrote nothing and gave no error,
 * {@link io.fluxrecord.error.NonUniqueResultException} if the key is not unique in the table, and, outside a
 * transaction, {@link io.fluxrecord.error.UnknownOutcomeException} if the answer was lost. The record is as before
 * then.
 *
 * <p>An operation that has hooks (overridden methods, mixin hooks, listeners) runs in a transaction, its own or the
 * surrounding one; the error of a hook fails the operation and undoes it. Like any mutable object, a record is not for
 * several threads at once.
 *
 * @param <T> the model itself
 * @since 0.1
 */
@SuppressWarnings("exports") // What Persistent has, authors see as members of this class.
public abstract class ActiveRecord<T extends ActiveRecord<T>> extends Persistent {

    protected ActiveRecord() {}

    /** Return a relation to one, for a final field of a model: {@code final One<Customer> customer = one();}. */
    protected final <R> One<R> one() {
        return new One<>();
    }

    /** Return a relation to many, for a final field of a model that is {@code @Inverse}. */
    protected final <R> Many<R> many() {
        return new Many<>();
    }

    /**
     * Insert this record if it is new, else update the columns that were changed.
     *
     * <p>Emits this same record once it is written; it is never empty. A stored record that is unchanged is emitted
     * without a statement and without events.
     *
     * <p>Signals {@link io.fluxrecord.error.VersionConflictException} if the model is versioned and another writer was
     * first, {@link io.fluxrecord.error.RecordNotFoundException} if it is not versioned and the row is gone,
     * {@link io.fluxrecord.error.RecordStateException} if the key is missing or was changed,
     * {@link io.fluxrecord.error.MappingException} if a value does not fit its column,
     * {@link io.fluxrecord.error.VetoedException} if a before-hook stopped it, and the driver's errors as they are.
     */
    @CheckReturnValue
    public final Mono<T> save() {
        return run(RecordLifecycle::save);
    }

    /**
     * Insert this record, which must be new. Emits and signals as {@link #save()} does, and
     * {@link io.fluxrecord.error.RecordStateException} if the record is stored.
     */
    @CheckReturnValue
    public final Mono<T> insert() {
        return run(RecordLifecycle::insert);
    }

    /**
     * Update the columns that were changed in this record, which must be stored. Emits and signals as {@link #save()}
     * does, and {@link io.fluxrecord.error.RecordStateException} if the record is new.
     */
    @CheckReturnValue
    public final Mono<T> update() {
        return run(RecordLifecycle::update);
    }

    /**
     * Move the update time and version of this record, which must be stored, and run its hooks. Changes that are not
     * saved are not written and stay unsaved, but for those that a before-hook makes; an update time that was set by
     * hand is replaced. Emits and signals as {@link #update()} does, and
     * {@link io.fluxrecord.error.RecordStateException} if the model has neither time nor version.
     */
    @CheckReturnValue
    public final Mono<T> touch() {
        return touch(new BitSet());
    }

    /**
     * Touch this record, and set these properties to the time of that as well: {@code session.touch(Session_.seenAt)}.
     * Emits and signals as {@link #touch()} does, also for a model with neither time nor version. The properties have
     * the new time when the statement has succeeded. After a rollback they keep it, unsaved, as values that the
     * application has set.
     *
     * <p>Signals {@link IllegalArgumentException} for what is no such time: a property with a converter, in the key or
     * in an embedded value, or a time that only a save, delete or restore may set.
     *
     * @param properties instants of this model
     */
    @SafeVarargs
    @CheckReturnValue
    public final Mono<T> touch(Property<? super T, Instant>... properties) {
        Property<? super T, Instant>[] touched = properties.clone();
        return Mono.defer(() -> {
            Mapping<T> mapping = model().mapping();
            BitSet times = new BitSet();
            for (Property<? super T, Instant> property : touched) {
                int column = property == null ? -1 : mapping.columns().indexOf(property.column());
                if (column < 0 || (!mapping.holdsTime(column) && mapping.role(column) != Role.UPDATED_AT)) {
                    return Mono.error(new IllegalArgumentException(property + " is no time that touch() could set"));
                }
                times.set(column, mapping.holdsTime(column));
            }
            return touch(times);
        });
    }

    private Mono<T> touch(BitSet times) {
        return run((lifecycle, session, record) -> lifecycle.touch(session, record, times));
    }

    /**
     * Delete this record: a {@link SoftDeletable} one is marked, of any other the row is removed.
     *
     * <p>Emits true, or false when there was nothing to do or a hook stopped it: the record is new or deleted already
     * (no statement, no events), or another writer had deleted the unversioned row. A soft delete writes no unsaved
     * changes; they stay unsaved.
     *
     * <p>Signals {@link io.fluxrecord.error.VersionConflictException} if the model is versioned and another writer was
     * first, and {@link io.fluxrecord.error.RecordNotFoundException} if the row of an unversioned record to mark is
     * gone.
     */
    @CheckReturnValue
    public final Mono<Boolean> delete() {
        return run(RecordLifecycle::delete);
    }

    /**
     * Remove the row of this record, deleted before or not. The record is new then: saving it inserts a fresh row, with
     * a fresh key where keys are generated.
     *
     * <p>Emits true, or false when there was nothing to do or a hook stopped it. Signals
     * {@link io.fluxrecord.error.VersionConflictException} if the model is versioned and another writer was first.
     */
    @CheckReturnValue
    public final Mono<Boolean> hardDelete() {
        return run(RecordLifecycle::hardDelete);
    }

    /**
     * Read the row of this record again, deleted or not, and drop unsaved changes.
     *
     * <p>Emits this same record; it is never empty. Signals {@link io.fluxrecord.error.RecordNotFoundException} if the
     * row is gone and {@link io.fluxrecord.error.RecordStateException} if the record is new.
     */
    @CheckReturnValue
    public final Mono<T> reload() {
        return run(RecordLifecycle::reload);
    }

    /**
     * Read the row of this record again and lock it against writers and other locks, until the running transaction
     * ends: what follows goes by the row as it is, and no other transaction changes it in between. A row that was
     * soft-deleted meanwhile is read and locked like any other.
     *
     * <p>Emits this same record; it is never empty. Signals {@link io.fluxrecord.error.TransactionStateException} where
     * no transaction is running, {@link io.fluxrecord.error.RecordStateException} if the record is new or has unsaved
     * changes, which would be lost, and {@link io.fluxrecord.error.RecordNotFoundException} if the row is gone.
     */
    @CheckReturnValue
    public final Mono<T> lock() {
        return run(RecordLifecycle::lock);
    }

    /**
     * Return what the last operation of this record has changed in its row, by the name of the property, sorted: all
     * that an insert has set, what an update has written with version and times, the mark of a soft delete, all that a
     * removed row had. Empty when that operation has written nothing, and before the first one.
     *
     * <p>Kept until the next operation; a rollback puts back what was there before the transaction or savepoint. Hooks
     * and listeners see the changes of the operation that they are called for, together with what hooks before them
     * have saved of the same record; {@code afterCommit} and {@code afterRollback} do so too, also when other
     * operations have come in between. An unmodifiable snapshot, whose values are copies.
     */
    public final Map<String, SavedChange<?>> savedChanges() {
        Mapping<T> mapping = model().mapping();
        Map<String, SavedChange<?>> changes = new TreeMap<>();
        for (Changed changed : mapping.changed(self())) {
            changes.put(
                    mapping.properties().get(changed.column()).name(),
                    new SavedChange<>(changed.before(), changed.after()));
        }
        return Collections.unmodifiableMap(changes);
    }

    /**
     * Return what the last operation of this record has changed in one property, typed; empty where that is nothing.
     * See {@link #savedChanges()}.
     */
    @SuppressWarnings("unchecked") // The values of a property's column are restored as values of the property.
    public final <V> Optional<SavedChange<V>> savedChange(Property<? super T, V> property) {
        Mapping<T> mapping = model().mapping();
        return mapping.changed(self()).stream()
                .filter(changed -> mapping.column(changed.column()).equals(property.column()))
                .findFirst()
                .map(changed -> new SavedChange<>((V) changed.before(), (V) changed.after()));
    }

    /**
     * Return whether this record has a row, as far as it knows: true once saved or read, false again after a hard
     * delete.
     */
    public final boolean stored() {
        return RecordState.of(this).stored();
    }

    /**
     * Return the names of the properties whose values differ from the row as it was last seen, sorted; all of them for
     * a new record. An unmodifiable snapshot.
     */
    public final Set<String> changes() {
        Mapping<T> mapping = model().mapping();
        Set<String> changes = new TreeSet<>();
        for (int column = 0; column < mapping.columns().size(); column++) {
            if (!stored() || mapping.isDirty(self(), column)) {
                changes.add(mapping.properties().get(column).name());
            }
        }
        return Collections.unmodifiableSet(changes);
    }

    /**
     * Return whether the other object is a record of the same model with the same key, none of it null. Keys are the
     * same whatever the scale of a decimal in them, the offset of a moment, or the spaces at the end of text.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof ActiveRecord<?> that) || getClass() != that.getClass()) {
            return false;
        }
        Object key = comparableKey();
        return key != null && key.equals(that.comparableKey());
    }

    /**
     * Return the hash code of the key, once there is one: a record that gets its key by being saved changes its hash
     * code then.
     */
    @Override
    public int hashCode() {
        Object key = comparableKey();
        return key == null ? System.identityHashCode(this) : key.hashCode();
    }

    /** Return the model and the key: {@code Product[7]}. No other value of the record is shown. */
    @Override
    public String toString() {
        return model().mapping().describe(self());
    }

    private @Nullable Object comparableKey() {
        return SqlEquality.key(model().mapping().keyOrNull(self()));
    }

    static Mono<Boolean> restore(SoftDeletable record) {
        if (record instanceof ActiveRecord<?> active) {
            return active.restoreSelf();
        }
        return Mono.error(new IllegalStateException(
                record.getClass().getName() + " is SoftDeletable but does not extend ActiveRecord"));
    }

    private Mono<Boolean> restoreSelf() {
        return run(RecordLifecycle::restore);
    }

    private <R> Mono<R> run(Operation<T, R> operation) {
        return new Run<>(this, operation);
    }

    @SuppressWarnings("unchecked") // The processor refuses a model whose T is another class.
    private Model<T> model() {
        return Model.of((Class<T>) getClass());
    }

    @SuppressWarnings("unchecked") // As above.
    private T self() {
        return (T) this;
    }

    @FunctionalInterface
    private interface Operation<T extends ActiveRecord<T>, R> {
        Mono<R> run(RecordLifecycle<T> lifecycle, Session session, T record);
    }

    private static final class Run<T extends ActiveRecord<T>, R> extends Exclusive<R> {

        private final ActiveRecord<T> record;
        private final Operation<T, R> operation;

        private Run(ActiveRecord<T> record, Operation<T, R> operation) {
            super(record);
            this.record = record;
            this.operation = operation;
        }

        @Override
        protected Mono<R> in(ContextView context) {
            Model<T> model = record.model();
            Database database = model.database(context);
            return operation.run(database.lifecycle(model.mapping()), database.session(context), record.self());
        }

        @Override
        protected String describe() {
            return record.model().mapping().describe(record.self());
        }
    }
}
