package io.fluxrecord;

import io.fluxrecord.generated.Reference;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A relation of a record to another one, whose key it stores: a property that is a foreign key.
 *
 * <pre>{@code
 * public class Order extends ActiveRecord<Order> implements UuidKey {
 *     final One<Customer> customer = one(); // column customer_id
 * }
 *
 * order.customer.set(ann);
 * Mono<Order> saved = ann.save().then(order.save());
 * }</pre>
 *
 * <p>Its column is the name of the property and that of the other model's key, with {@code _} between them, and there
 * are as many columns as the key has. It is required unless {@code @Column(nullable = true)} says otherwise: a save
 * signals {@link io.fluxrecord.error.RecordStateException} where it is not set.
 *
 * <p>Like the record that it is a property of, it is not for several threads at once.
 *
 * @param <T> the other model
 * @since 0.1
 */
public final class One<T> extends Reference {

    One() {}

    /**
     * Refer to another record, or to none. No statement is sent; the record that this is a property of is changed by
     * it, and saves the key.
     *
     * <p>Of a record that is new, the key is read when this one is saved: where the database makes keys, save the other
     * one first. If its insert is rolled back, it takes its key back with it.
     */
    public void set(@Nullable T record) {
        refer(record);
    }

    /**
     * Return the key of the other record as it is stored, a list where it is composite; null where there is none, or
     * none yet.
     */
    public @Nullable Object key() {
        @Nullable Object[] parts = parts();
        if (parts.length == 0 || Arrays.stream(parts).anyMatch(Objects::isNull)) {
            return null;
        }
        return parts.length == 1 ? parts[0] : Collections.unmodifiableList(Arrays.asList(parts.clone()));
    }

    @Override
    protected @Nullable Object[] keyOf(Object record) {
        return key(KnownModels.of(record.getClass()).mapping(), record);
    }

    @SuppressWarnings("unchecked") // A model is registered under the class that its mapping is for.
    private static <E extends Persistent> @Nullable Object[] key(Mapping<E> mapping, Object record) {
        Object key = mapping.keyOrNull((E) record);
        if (key == null) {
            return new Object[0];
        }
        return key instanceof List<?> parts ? parts.toArray() : new Object[] {key};
    }

    /** Return whether there is a key; the key itself is a value, and not shown. */
    @Override
    public String toString() {
        return key() == null ? "One[none]" : "One[set]";
    }
}
