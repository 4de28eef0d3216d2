package io.fluxrecord.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import io.fluxrecord.processor.plan.ColumnPlan;
import io.fluxrecord.processor.plan.ModelPlan;
import io.fluxrecord.sql.SqlType;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * Writes {@code GeneratedMapping.isSame}, for properties that are converted to JSON: databases keep its content, but
 * not its text.
 */
final class SameMethod {

    private final ModelPlan plan;
    private final Identifiers identifiers;

    SameMethod(ModelPlan plan, Identifiers identifiers) {
        this.plan = plan;
        this.identifiers = identifiers;
    }

    /** Return the method, if there is anything to do in it. */
    Optional<MethodSpec> write() {
        CodeBlock.Builder arms = CodeBlock.builder();
        for (int i = 0; i < plan.columns().size(); i++) {
            ColumnPlan column = plan.columns().get(i);
            if (column.storage().sqlType() == SqlType.JSON
                    && column.storage().conversion().isPresent()) {
                arms.add("case $L:\n$>", i)
                        .addStatement(
                                "return isSame($N, ($T) now, ($T) stored)",
                                identifiers.converter(column),
                                String.class,
                                String.class)
                        .add("$<");
            }
        }
        if (arms.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(MethodSpec.methodBuilder("isSame")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(boolean.class)
                .addParameter(Object.class, "now")
                .addParameter(Object.class, "stored")
                .addParameter(int.class, "column")
                .beginControlFlow("switch (column)")
                .addCode(arms.build())
                .addCode("default:\n$>")
                .addStatement("return super.isSame(now, stored, column)")
                .addCode("$<")
                .endControlFlow()
                .build());
    }
}
