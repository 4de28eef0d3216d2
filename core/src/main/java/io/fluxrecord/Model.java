package io.fluxrecord;

import io.fluxrecord.annotation.CheckReturnValue;
import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.generated.GeneratedMapping;
import io.fluxrecord.internal.record.Mapping;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * A model at run time: how to find, query and insert its records. {@code Product_.model()} returns it; the static
 * methods of {@code Product_} are the same with the key typed. Safe for all threads.
 *
 * @param <E> the model
 * @since 0.1
 */
public final class Model<E extends ActiveRecord<E>> extends ReadableModel<E> {

    private Model(Mapping<E> mapping) {
        super(mapping);
    }

    /**
     * Return the model of a class.
     *
     * @throws ConfigurationException if the annotation processor did not see the class
     */
    @SuppressWarnings("unchecked") // A model is registered under the class that its mapping is for.
    public static <E extends ActiveRecord<E>> Model<E> of(Class<E> type) {
        return (Model<E>) KnownModels.of(type);
    }

    /** Make a model known; called by generated code. Returns the model that is known already, if there is one. */
    @SuppressWarnings("unchecked") // As above.
    public static <E extends ActiveRecord<E>> Model<E> register(GeneratedMapping<E> mapping) {
        return (Model<E>) KnownModels.register(new Model<>(new Mapping<>(mapping)));
    }

    /**
     * Insert new records, many with each statement: on PostgreSQL up to 1,000 rows from an array per column, elsewhere
     * as many rows of values as the dialect says. Keys from a {@link io.fluxrecord.annotation.Sequence} are fetched
     * before, those of a statement's rows at once. Where the model has hooks or listeners to inserts, records go one by
     * one, so that they run for each.
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
            return database.lifecycle(mapping()).insertAll(database.session(context), records);
        });
    }

    /** Start a query over all records that are not soft-deleted. */
    public Query<E> query() {
        return new Query<>(this);
    }
}
