package io.fluxrecord;

import io.fluxrecord.internal.record.RecordState;
import org.jspecify.annotations.Nullable;

/**
 * A column that a mixin brings along: a constant of type {@code Attribute} in an interface is a column of every model
 * that implements the interface. The property is named after the constant ({@code TENANT_ID} is {@code tenantId}), the
 * column is that in snake case. The record holds the value; the mixin offers accessors for it.
 *
 * <pre>{@code
 * public interface Tenanted {
 *     Attribute<String> TENANT_ID = Attribute.of(String.class);
 *
 *     default String getTenantId() { return TENANT_ID.get(this); }
 *     default void setTenantId(String tenant) { TENANT_ID.set(this, tenant); }
 * }
 * }</pre>
 *
 * @param <V> the type of the property
 * @since 0.1
 */
public final class Attribute<V> {

    private final Class<V> type;

    private Attribute(Class<V> type) {
        this.type = type;
    }

    /** Declare an attribute. */
    public static <V> Attribute<V> of(Class<V> type) {
        return new Attribute<>(type);
    }

    /** Return the value that a record has; null when it was never set. */
    public @Nullable V get(Object record) {
        return type.cast(RecordState.of(record).attribute(this));
    }

    /** Set the value of a record. Like a field it is written with the next save. */
    public void set(Object record, @Nullable V value) {
        RecordState.of(record).attribute(this, value);
    }
}
