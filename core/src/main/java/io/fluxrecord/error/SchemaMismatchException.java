package io.fluxrecord.error;

import io.fluxrecord.catalog.Difference;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Signals that models and the live database differ; the message lists all differences, each on a line of its own with
 * its way out.
 *
 * @since 0.1
 */
public final class SchemaMismatchException extends FluxrecordException {

    private final transient List<Difference> differences; // A record is no Serializable by itself.

    public SchemaMismatchException(List<Difference> differences) {
        super(differences.stream()
                .map(difference -> "\n- " + difference.message())
                .collect(Collectors.joining(
                        "", "The database differs from the models (" + differences.size() + "):", "")));
        this.differences = List.copyOf(differences);
    }

    /** Return the differences in the order of the models and their columns; none once it was serialized. */
    @SuppressWarnings("NullAway") // Null after deserialization alone.
    public List<Difference> differences() {
        return differences == null ? List.of() : differences;
    }
}
