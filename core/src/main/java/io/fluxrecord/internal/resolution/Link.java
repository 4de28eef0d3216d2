package io.fluxrecord.internal.resolution;

import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.generated.ForeignKey;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Relation;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A relation with the columns that are equal in both records.
 *
 * @param always whether each record has one at the other end
 */
record Link(Mapping<?> target, List<Column> sources, List<Column> targets, boolean always) {

    static Link of(Relation relation, Function<Class<?>, Mapping<?>> models) {
        Mapping<?> declaring = models.apply(relation.declaring());
        Mapping<?> referenced = models.apply(relation.referenced());
        ForeignKey foreignKey = declaring.generated().foreignKeys().stream()
                .filter(declared -> declared.property().equals(relation.property()))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        declaring.name() + " has no relation " + relation.property() + "; compile it again"));
        List<Column> key = key(referenced);
        return relation.inverse()
                ? new Link(declaring, key, foreignKey.columns(), false)
                : new Link(referenced, foreignKey.columns(), key, foreignKey.required());
    }

    static List<Column> key(Mapping<?> mapping) {
        return Arrays.stream(mapping.keyColumns()).mapToObj(mapping::column).toList();
    }
}
