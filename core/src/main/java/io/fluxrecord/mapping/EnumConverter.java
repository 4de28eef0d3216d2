package io.fluxrecord.mapping;

import java.util.HashMap;
import java.util.Map;

/**
 * Stores the constants of an enum by name; used by generated code.
 *
 * @param <V> the enum
 * @since 0.1
 */
public final class EnumConverter<V extends Enum<V>> implements Converter<V, String> {

    private final Map<String, V> constants = new HashMap<>();

    /** Make a converter for the constants given, which are those of one enum. */
    public EnumConverter(V[] constants) {
        for (V constant : constants) {
            this.constants.put(constant.name(), constant);
        }
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
