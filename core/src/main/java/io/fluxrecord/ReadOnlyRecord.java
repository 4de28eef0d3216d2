package io.fluxrecord;

import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.record.SqlEquality;
import org.jspecify.annotations.Nullable;

/**
 * A row that is only read: of a view, a materialized view, or a table without a key or without the right to write it.
 * It has no {@code save()} and no {@code delete()}, and need not have an {@code @Id}; where it has one, it is found by
 * that.
 *
 * <pre>{@code
 * public class CityStatistics extends ReadOnlyRecord<CityStatistics> {
 *     String city;
 *     long inhabitants;
 * }
 *
 * Flux<CityStatistics> largest = CityStatistics_.query().orderBy(CityStatistics_.inhabitants.desc()).limit(10).all();
 * }</pre>
 *
 * <p>Its properties are set as they are read. Of the hooks of a record it has {@link #afterLoad()} alone.
 *
 * @param <T> the model itself
 * @since 0.1
 */
@SuppressWarnings("exports") // What Persistent has, authors see as members of this class.
public abstract class ReadOnlyRecord<T extends ReadOnlyRecord<T>> extends Persistent {

    protected ReadOnlyRecord() {}

    /** Return a relation to one, for a final field of a model: {@code final One<Customer> customer = one();}. */
    protected final <R> One<R> one() {
        return new One<>();
    }

    /** Return a relation to many, for a final field of a model that is {@code @Inverse}. */
    protected final <R> Many<R> many() {
        return new Many<>();
    }

    /**
     * Return whether the other object is a record of the same model with the same key, none of it null; without a key,
     * whether it is the same object.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof ReadOnlyRecord<?> that) || getClass() != that.getClass()) {
            return false;
        }
        Object key = comparableKey();
        return key != null && key.equals(that.comparableKey());
    }

    /** Return the hash code of the key; without one, that of the object. */
    @Override
    public int hashCode() {
        Object key = comparableKey();
        return key == null ? System.identityHashCode(this) : key.hashCode();
    }

    /** Return the model and the key, if it has one: {@code City[7]}. No other value of the record is shown. */
    @Override
    public String toString() {
        Mapping<T> mapping = mapping();
        return mapping.hasKey() ? mapping.describe(self()) : mapping.name();
    }

    private @Nullable Object comparableKey() {
        Mapping<T> mapping = mapping();
        return mapping.hasKey() ? SqlEquality.key(mapping.keyOrNull(self())) : null;
    }

    @SuppressWarnings("unchecked") // The processor refuses a model whose T is another class.
    private Mapping<T> mapping() {
        return ReadOnlyModel.of((Class<T>) getClass()).mapping();
    }

    @SuppressWarnings("unchecked") // As above.
    private T self() {
        return (T) this;
    }
}
