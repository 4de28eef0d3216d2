package io.fluxrecord.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import io.fluxrecord.generated.Role;
import io.fluxrecord.processor.plan.ColumnPlan;
import io.fluxrecord.processor.plan.ModelPlan;
import io.fluxrecord.processor.plan.Place;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/** Writes {@code GeneratedMapping.holdsTime}, which tells the properties that a touch may set. */
final class TouchMethod {

    private final ModelPlan plan;

    TouchMethod(ModelPlan plan) {
        this.plan = plan;
    }

    /** Return the method, if the model has such properties. */
    Optional<MethodSpec> write() {
        CodeBlock columns = IntStream.range(0, plan.columns().size())
                .filter(i -> holdsTime(plan.columns().get(i)))
                .mapToObj(i -> CodeBlock.of("column == $L", i))
                .collect(CodeBlock.joining(" || "));
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(MethodSpec.methodBuilder("holdsTime")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(boolean.class)
                .addParameter(int.class, "column")
                .addStatement("return $L", columns)
                .build());
    }

    private static boolean holdsTime(ColumnPlan column) {
        return column.role() == Role.PLAIN
                && column.type().withoutAnnotations().equals(ClassName.get(Instant.class))
                && column.storage().isDirect()
                && column.place() instanceof Place.Reachable;
    }
}
