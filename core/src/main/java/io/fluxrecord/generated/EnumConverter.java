package io.fluxrecord.generated;

import io.fluxrecord.mapping.Converter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stores the constants of an enum by name; used by generated code.
 *
 * @param <V> the enum
 * @since 0.1
 */
public final class EnumConverter<V extends Enum<V>> implements Converter<V, String> {

    private final Map<String, V> constants = new HashMap<>();
    private final @Nullable String unknown;

    /** Make a converter for the constants given, which are those of one enum. */
    public EnumConverter(V[] constants) {
        this(constants, null);
    }

    /**
     * Make a converter for the constants given.
     *
     * @param unknown what a name that is of none of them becomes; null if it is refused
     */
    public EnumConverter(V[] constants, @Nullable V unknown) {
        this.unknown = unknown == null ? null : unknown.name();
        for (V constant : constants) {
            this.constants.put(constant.name(), constant);
        }
    }

    /** Return a stored name, or what it becomes where it is unknown; null for null. */
    public @Nullable String known(@Nullable String stored) {
        return stored == null || constants.containsKey(stored) ? stored : unknown;
    }

    @Override
    public String toDatabase(V value) {
        return value.name();
    }

    @Override
    public V fromDatabase(String stored) {
        V constant = constants.get(stored);
        if (constant == null) {
            // Enum.valueOf would quote the stored text, and a value of a row may not enter a message.
            throw new IllegalArgumentException("no constant of the enum has the stored name");
        }
        return constant;
    }
}
