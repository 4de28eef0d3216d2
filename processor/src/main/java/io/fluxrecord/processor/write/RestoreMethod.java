package io.fluxrecord.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import io.fluxrecord.processor.plan.ColumnPlan;
import io.fluxrecord.processor.plan.Form;
import io.fluxrecord.processor.plan.ModelPlan;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * Writes {@code GeneratedMapping.restore}, which turns what is stored into the value of the property where they differ.
 */
final class RestoreMethod {

    private final ModelPlan plan;
    private final Identifiers identifiers;

    RestoreMethod(ModelPlan plan, Identifiers identifiers) {
        this.plan = plan;
        this.identifiers = identifiers;
    }

    /** Return the method, if there is anything to do in it. */
    Optional<MethodSpec> write() {
        CodeBlock.Builder arms = CodeBlock.builder();
        for (int i = 0; i < plan.columns().size(); i++) {
            ColumnPlan column = plan.columns().get(i);
            if (column.isMapped() && !column.storage().isDirect()) {
                arms.add("case $L:\n$>", i)
                        .addStatement("return $L", restored(i, column))
                        .add("$<");
            }
        }
        if (arms.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(MethodSpec.methodBuilder("restore")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(Object.class)
                .addParameter(Object.class, "stored")
                .addParameter(int.class, "column")
                .beginControlFlow("switch (column)")
                .addCode(arms.build())
                .addCode("default:\n$>")
                .addStatement("return super.restore(stored, column)")
                .addCode("$<")
                .endControlFlow()
                .build());
    }

    /** Return the expression that turns {@code stored}, which is not null, into the value of the property. */
    CodeBlock restored(int index, ColumnPlan column) {
        Form form = column.storage().form();
        CodeBlock stored = CodeBlock.of("(($T) stored)", column.storage().stored());
        CodeBlock value = form.isDirect() ? stored : form.restore(stored);
        return column.storage().conversion().isPresent()
                ? CodeBlock.of("decode($N, $L, $L)", identifiers.converter(column), value, index)
                : value;
    }
}
