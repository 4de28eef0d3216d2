package io.fluxrecord.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.fluxrecord.generated.Role;
import io.fluxrecord.processor.plan.ColumnPlan;
import io.fluxrecord.processor.plan.Form;
import io.fluxrecord.processor.plan.ModelPlan;
import io.fluxrecord.processor.plan.Place;
import javax.lang.model.element.Modifier;

/** Writes {@code GeneratedMapping.property}, which reads a property as it is bound. */
final class PropertyMethod {

    private final ModelPlan plan;
    private final Identifiers identifiers;

    PropertyMethod(ModelPlan plan, Identifiers identifiers) {
        this.plan = plan;
        this.identifiers = identifiers;
    }

    MethodSpec write() {
        CodeBlock.Builder arms = CodeBlock.builder();
        for (int i = 0; i < plan.columns().size(); i++) {
            if (plan.columns().get(i).isMapped()) {
                arms.add(arm(i, plan.columns().get(i)));
            }
        }
        CodeBlock fail = CodeBlock.of("throw new $T($S + column)", IllegalArgumentException.class, "column ");
        CodeBlock body = arms.isEmpty()
                ? CodeBlock.builder().addStatement(fail).build()
                : CodeBlock.builder()
                        .beginControlFlow("switch (column)")
                        .add(arms.build())
                        .add("default:\n$>")
                        .addStatement(fail)
                        .add("$<")
                        .endControlFlow()
                        .build();
        return MethodSpec.methodBuilder("property")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(Object.class)
                .addParameter(plan.model(), "record")
                .addParameter(int.class, "column")
                .addCode(body)
                .build();
    }

    private CodeBlock arm(int index, ColumnPlan column) {
        CodeBlock.Builder variables = CodeBlock.builder();
        CodeBlock expression = expression(column, variables);
        CodeBlock.Builder arm = CodeBlock.builder();
        if (variables.isEmpty()) {
            return arm.add("case $L:\n$>", index)
                    .addStatement("return $L", expression)
                    .add("$<")
                    .build();
        }
        return arm.beginControlFlow("case $L:", index)
                .add(variables.build())
                .addStatement("return $L", expression)
                .endControlFlow()
                .build();
    }

    /** Return the expression for a column; what it would otherwise call twice goes into variables. */
    CodeBlock expression(ColumnPlan column, CodeBlock.Builder variables) {
        if (column.place() instanceof Place.KeyPart part) {
            return part.read();
        }
        Guarded guarded = new Guarded();
        CodeBlock value;
        if (column.place() instanceof Place.Component component) {
            CodeBlock whole = once(component.whole().place(), component.whole().type(), component.whole(), variables);
            guarded.against(whole);
            value = CodeBlock.of("$L.$N()", whole, component.accessor());
        } else {
            value = ((Place.Reachable) column.place()).read();
        }
        boolean converted = column.storage().conversion().isPresent();
        if (converted) {
            value = CodeBlock.of("encode($N, $L)", identifiers.converter(column), value);
        }
        Form form = column.storage().form();
        boolean nullable = converted || !column.type().isPrimitive();
        if (column.role() == Role.IDENTITY && !nullable) {
            value = once(value, column.type(), column, variables);
            return CodeBlock.of("$L == 0 ? null : $L", value, value);
        }
        if (form.isDirect()) {
            return guarded.expression(value);
        }
        if (nullable) {
            TypeName type = form == Form.LIST ? column.type() : TypeName.get(form.type());
            value = converted ? variable(value, type, column, variables) : once(value, type, column, variables);
            guarded.against(value);
        }
        return guarded.expression(form.store(
                value,
                nullable ? column.type().box() : column.type(),
                column.storage().stored()));
    }

    private CodeBlock once(Place.Reachable place, TypeName type, Place.Embedded whole, CodeBlock.Builder variables) {
        if (place instanceof Place.Field) {
            return place.read();
        }
        String variable = identifiers.variable(whole);
        variables.addStatement("$T $N = $L", type, variable, place.read());
        return CodeBlock.of("$N", variable);
    }

    private CodeBlock once(CodeBlock value, TypeName type, ColumnPlan column, CodeBlock.Builder variables) {
        boolean cheap = column.place() instanceof Place.Field || column.place() instanceof Place.Component;
        return cheap ? value : variable(value, type, column, variables);
    }

    private CodeBlock variable(CodeBlock value, TypeName type, ColumnPlan column, CodeBlock.Builder variables) {
        String variable = identifiers.variable(column);
        variables.addStatement("$T $N = $L", type, variable, value);
        return CodeBlock.of("$N", variable);
    }
}
