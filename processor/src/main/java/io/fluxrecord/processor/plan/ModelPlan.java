package io.fluxrecord.processor.plan;

import com.palantir.javapoet.ClassName;
import io.fluxrecord.generated.Role;
import io.fluxrecord.lifecycle.Lifecycle;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.lang.model.element.TypeElement;

/**
 * A model, and the class to be generated for it.
 *
 * @param origin the model's element, for the compiler to know what the generated file depends on
 * @param readOnly whether records are never written
 * @param generatedAnnotation whether {@code @Generated} can be used where the model is
 * @param suppressed the warnings that the model's own declarations would cause in generated code
 * @param columns in the order of their indexes
 * @param relations in the order of their declaration
 * @param sequence where the key is taken from, if it is a sequence
 * @param overridden the events whose hook methods the model overrides
 * @param hooks the hooks of mixins, in the order in which they run
 */
public record ModelPlan(
        TypeElement origin,
        ClassName model,
        ClassName generated,
        boolean readOnly,
        boolean isPublic,
        boolean generatedAnnotation,
        List<String> suppressed,
        Optional<String> schema,
        String table,
        List<ColumnPlan> columns,
        List<RelationPlan> relations,
        Optional<SequencePlan> sequence,
        List<Lifecycle> overridden,
        List<HookPlan> hooks) {

    /** The name of the nested class that extends {@code GeneratedMapping}; {@code Model} looks for it. */
    public static final String MAPPING = "Mapped";

    /** Return the columns of the key. */
    public List<ColumnPlan> key() {
        return columns.stream().filter(column -> column.role().isKey()).toList();
    }

    /** Return the relations that foreign keys hold. */
    public List<RelationPlan.ToOne> foreignKeys() {
        return relations.stream()
                .filter(RelationPlan.ToOne.class::isInstance)
                .map(RelationPlan.ToOne.class::cast)
                .toList();
    }

    /** Return the index of the column that has a name. */
    public int indexOf(String column) {
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).definition().name().equalsIgnoreCase(column))
                .findFirst()
                .orElseThrow();
    }

    /** Return whether a column has the role. */
    public boolean has(Role role) {
        return columns.stream().anyMatch(column -> column.role() == role);
    }
}
