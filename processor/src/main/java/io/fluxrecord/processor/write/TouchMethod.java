package io.fluxrecord.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import io.fluxrecord.mapping.Role;
import io.fluxrecord.processor.plan.ColumnPlan;
import io.fluxrecord.processor.plan.ModelPlan;
import io.fluxrecord.processor.plan.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes {@code Mapping.setTime} and {@code holdsTime}, for the properties that a touch may set. */
final class TouchMethod {

    private final ModelPlan plan;

    TouchMethod(ModelPlan plan) {
        this.plan = plan;
    }

    /** Return the methods, if the model has such properties. */
    List<MethodSpec> write() {
        CodeBlock.Builder arms = CodeBlock.builder();
        List<CodeBlock> columns = new ArrayList<>();
        for (int i = 0; i < plan.columns().size(); i++) {
            ColumnPlan column = plan.columns().get(i);
            if (column.role() == Role.PLAIN
                    && column.type().withoutAnnotations().equals(ClassName.get(Instant.class))
                    && column.storage().isDirect()
                    && column.place() instanceof Place.Reachable place) {
                columns.add(CodeBlock.of("column == $L", i));
                arms.add("case $L:\n$>", i)
                        .addStatement(place.write(CodeBlock.of("time")))
                        .addStatement("break")
                        .add("$<");
            }
        }
        if (arms.isEmpty()) {
            return List.of();
        }
        MethodSpec setTime = MethodSpec.methodBuilder("setTime")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(void.class)
                .addParameter(plan.model(), "record")
                .addParameter(int.class, "column")
                .addParameter(Instant.class, "time")
                .beginControlFlow("switch (column)")
                .addCode(arms.build())
                .addCode("default:\n$>")
                .addStatement("super.setTime(record, column, time)")
                .addCode("$<")
                .endControlFlow()
                .build();
        MethodSpec holdsTime = MethodSpec.methodBuilder("holdsTime")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(boolean.class)
                .addParameter(int.class, "column")
                .addStatement("return $L", CodeBlock.join(columns, " || "))
                .build();
        return List.of(holdsTime, setTime);
    }
}
