package io.fluxrecord.generated;

import io.fluxrecord.mapping.Converter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stores the constants of an enum by name, or by label where one has it; used by generated code.
 *
 * @param <V> the enum
 * @since 0.1
 */
@SuppressWarnings("EnumOrdinal") // Of the values that this JVM has, and kept nowhere.
public final class EnumConverter<V extends Enum<V>> implements Converter<V, String> {

    private final Map<String, V> constants = new HashMap<>();
    private final String[] labels;
    private final @Nullable String unknown;

    /** Make a converter for the constants given, which are all of one enum, in their order. */
    public EnumConverter(V[] constants) {
        this(constants, null);
    }

    /**
     * Make a converter for the constants given.
     *
     * @param unknown what a name that is of none of them becomes; null if it is refused
     */
    public EnumConverter(V[] constants, @Nullable V unknown) {
        this(constants, unknown, Map.of());
    }

    /**
     * Make a converter for the constants given.
     *
     * @param unknown what a label that is of none of them becomes; null if it is refused
     * @param labels what is stored, by the name of the constant; of those that are not among them it is the name
     */
    public EnumConverter(V[] constants, @Nullable V unknown, Map<String, String> labels) {
        this.labels = new String[constants.length];
        for (V constant : constants) {
            String label = labels.getOrDefault(constant.name(), constant.name());
            this.labels[constant.ordinal()] = label;
            this.constants.put(label, constant);
        }
        this.unknown = unknown == null ? null : toDatabase(unknown);
    }

    /** Return a stored name, or what it becomes where it is unknown; null for null. */
    public @Nullable String known(@Nullable String stored) {
        return stored == null || constants.containsKey(stored) ? stored : unknown;
    }

    @Override
    public String toDatabase(V value) {
        return labels[value.ordinal()];
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
