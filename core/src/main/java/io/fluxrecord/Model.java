package io.fluxrecord;

import io.fluxrecord.annotation.CheckReturnValue;
import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.generated.GeneratedMapping;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.sql.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * A model at run time: how to find and query its records. {@code Product_.model()} returns it; the static methods of
 * {@code Product_} are the same with the key typed. Safe for all threads.
 *
 * @param <E> the model
 * @since 0.1
 */
public final class Model<E extends ActiveRecord<E>> {

    private static final Logger log = LoggerFactory.getLogger(Model.class);

    private static final ClassValue<AtomicReference<@Nullable Model<?>>> MODELS = new ClassValue<>() {
        @Override
        protected AtomicReference<@Nullable Model<?>> computeValue(Class<?> type) {
            return new AtomicReference<>();
        }
    };

    private final Mapping<E> mapping;
    private volatile @Nullable Database configured;

    private Model(Mapping<E> mapping) {
        this.mapping = mapping;
    }

    /**
     * Return the model of a class.
     *
     * @throws ConfigurationException if the annotation processor did not see the class
     */
    @SuppressWarnings("unchecked") // A model is registered under the class that its mapping is for.
    public static <E extends ActiveRecord<E>> Model<E> of(Class<E> type) {
        Model<?> known = MODELS.get(type).get();
        return (Model<E>) (known != null ? known : load(type));
    }

    /** Make a model known; called by generated code. Returns the model that is known already, if there is one. */
    @SuppressWarnings("unchecked") // As above.
    public static <E extends ActiveRecord<E>> Model<E> register(GeneratedMapping<E> mapping) {
        AtomicReference<@Nullable Model<?>> known = MODELS.get(mapping.type());
        known.compareAndSet(null, new Model<>(new Mapping<>(mapping)));
        return (Model<E>) Objects.requireNonNull(known.get());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // A service is known by its raw class.
    private static Model<?> load(Class<?> type) {
        try {
            ServiceLoader.load(GeneratedMapping.class, type.getClassLoader()).stream()
                    .filter(provider -> provider.type().getName().equals(mappingName(type)))
                    .forEach(provider -> register(provider.get()));
        } catch (ServiceConfigurationError | LinkageError e) {
            log.debug("The list of models names one that is no longer there, or cannot be loaded", e);
        }
        Model<?> loaded = MODELS.get(type).get();
        return loaded != null ? loaded : initialize(type);
    }

    /**
     * A named module only offers the services that its module-info lists, so a model in one may not be found as a
     * service. Initializing its generated class by name registers it, and needs no access to any member.
     */
    private static Model<?> initialize(Class<?> type) {
        ConfigurationException unknown = new ConfigurationException(type.getName()
                + " is not a known model: compile it with fluxrecord-processor as annotation processor, and use the class itself,"
                + " not a subclass");
        try {
            Class.forName(generatedName(type), true, type.getClassLoader());
        } catch (ClassNotFoundException e) {
            unknown.initCause(e);
            throw unknown;
        }
        Model<?> loaded = MODELS.get(type).get();
        if (loaded == null) {
            throw unknown;
        }
        return loaded;
    }

    private static String generatedName(Class<?> type) {
        return type.getName().replace('$', '_') + "_";
    }

    private static String mappingName(Class<?> type) {
        return generatedName(type) + "$Mapped";
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

    /**
     * Insert new records, many with each statement: on PostgreSQL up to 1,000 rows from an array per column, elsewhere
     * up to 64 rows of values. Keys from a {@link io.fluxrecord.annotation.Sequence} are fetched before, those of a
     * statement's rows at once. Where the model has hooks or listeners to inserts, records go one by one, so that they
     * run for each.
     *
     * <p>Emits the same records in their order, each once its statement has succeeded, with key, version and timestamps
     * filled in; those of one statement have the same time. Takes records from the publisher as they are written, a
     * chunk or two ahead. Each statement is atomic by itself; for all or nothing, run it in a transaction. Signals
     * {@link io.fluxrecord.error.RecordStateException} if a record is stored, comes twice or has an operation under
     * way, or if its key is missing; {@link io.fluxrecord.error.WriteRefusedException} if the database wrote fewer or
     * more rows than a statement has; {@link io.fluxrecord.error.UnknownOutcomeException} if an answer was lost outside
     * a transaction; and the driver's errors as they are. Records of earlier statements are stored then, those of the
     * failed one are new.
     *
     * <pre>{@code
     * Mono<Long> imported = Product_.insertAll(lines.map(Product::parse)).count();
     * }</pre>
     */
    @CheckReturnValue
    public Flux<E> insertAll(Publisher<? extends E> records) {
        return Flux.deferContextual(context -> {
            Database database = database(context);
            return database.lifecycle(mapping).insertAll(database.session(context), records);
        });
    }

    /** Start a query over all records that are not soft-deleted. */
    public Query<E> query() {
        return new Query<>(this);
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
