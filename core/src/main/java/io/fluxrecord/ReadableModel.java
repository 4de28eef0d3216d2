package io.fluxrecord;

import io.fluxrecord.annotation.CheckReturnValue;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.sql.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * What can be read of a model: one whose records are written, too, is a {@link Model}, any other a
 * {@link ReadOnlyModel}. Safe for all threads.
 *
 * @param <E> the model
 * @since 0.1
 */
@SuppressWarnings("exports") // Authors see ActiveRecord and ReadOnlyRecord, which are all that there is of it.
public abstract sealed class ReadableModel<E extends Persistent> permits Model, ReadOnlyModel {

    private final Mapping<E> mapping;
    private volatile @Nullable Database configured;

    ReadableModel(Mapping<E> mapping) {
        this.mapping = mapping;
    }

    /** Return the class of the model. */
    public Class<E> type() {
        return mapping.type();
    }

    /**
     * Find a record by key.
     *
     * <p>Emits the record, or nothing when no row has the key or the row is soft-deleted. Signals
     * {@link IllegalArgumentException} if a part of the key is null, missing or not of the type that is stored, and
     * {@link io.fluxrecord.error.NonUniqueResultException} if several rows have it.
     *
     * @param key the parts of the key, in the order of the {@code @Id} fields
     */
    @CheckReturnValue
    public Mono<E> find(@Nullable Object... key) {
        Object[] bound;
        try {
            bound = checked(key, "find()");
        } catch (IllegalArgumentException e) {
            return Mono.error(e);
        }
        return Mono.deferContextual(context -> {
            Database database = database(context);
            return database.lifecycle(mapping).find(database.session(context), bound);
        });
    }

    /**
     * Find the records of keys with one statement.
     *
     * <p>Emits the records in the order of their keys, once each: a key that comes again is left out, and so is one
     * that no row has or whose row is soft-deleted. No key, no statement. The result is taken into memory to be put in
     * order. A list that is too long for one statement of the database is several, one after another.
     *
     * <p>Signals {@link IllegalArgumentException} if a key or a part of one is null or not of the type that is stored,
     * and {@link io.fluxrecord.error.NonUniqueResultException} if several rows have one of them.
     *
     * @param keys what is stored of them; where a key has several parts, each is a {@link List} of them in the order of
     *     the {@code @Id} fields
     */
    @CheckReturnValue
    public Flux<E> findAll(Collection<?> keys) {
        return findAll(keys, key -> key instanceof List<?> parts ? parts.toArray() : new Object[] {key});
    }

    /**
     * Find the records of keys as {@link #findAll(Collection)} does; called by generated code.
     *
     * @param parts returns what is stored of the parts of a key
     */
    @CheckReturnValue
    public <K> Flux<E> findAll(Collection<? extends K> keys, Function<? super K, @Nullable Object[]> parts) {
        List<K> asked = new ArrayList<>(keys);
        return Flux.deferContextual(context -> {
            List<Object[]> bound = new ArrayList<>(asked.size());
            for (K key : asked) {
                bound.add(
                        checked(key == null ? new Object[mapping.keyColumns().length] : parts.apply(key), "findAll()"));
            }
            Database database = database(context);
            return database.lifecycle(mapping).findAll(database.session(context), bound);
        });
    }

    private Object[] checked(@Nullable Object[] key, String method) {
        int[] columns = mapping.keyColumns();
        if (key.length != columns.length) {
            throw new IllegalArgumentException(mapping.name() + " has a key of " + columns.length + " part(s), but "
                    + method + " was given " + key.length);
        }
        Object[] checked = new Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            Object part = key[i];
            if (part == null) {
                throw new IllegalArgumentException(mapping.name() + " was asked for with a null key");
            }
            Class<?> type = mapping.column(columns[i]).type().javaType();
            boolean time = type == OffsetDateTime.class && part instanceof Instant;
            if (!type.isInstance(part) && !time) {
                throw new IllegalArgumentException(mapping.name() + " was asked for with a key of "
                        + part.getClass().getName() + " where " + type.getName() + " is stored");
            }
            checked[i] = part;
        }
        return checked;
    }

    /** Use this database for the model from now on, where the Reactor Context names no other; null takes it back. */
    public void configure(@Nullable Database database) {
        configured = database;
    }

    /** Return the name of the model's table, with its schema where it has one. */
    public String table() {
        Table table = mapping.table();
        return table.schema() == null ? table.name() : table.schema() + "." + table.name();
    }

    Mapping<E> mapping() {
        return mapping;
    }

    Database database(ContextView context) {
        Database named = context.getOrDefault(Database.class, null);
        if (named != null) {
            return named;
        }
        Database ours = configured;
        return ours != null ? ours : Database.runningOrDefault(context, mapping.name());
    }

    @Override
    public String toString() {
        return "Model[" + mapping.type().getName() + "]";
    }
}
