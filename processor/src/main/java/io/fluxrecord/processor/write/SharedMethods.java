package io.fluxrecord.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import io.fluxrecord.processor.plan.ColumnPlan;
import io.fluxrecord.processor.plan.ModelPlan;
import io.fluxrecord.processor.plan.Place;
import io.fluxrecord.processor.plan.Storage;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes {@code GeneratedMapping.shared} and {@code GeneratedMapping.share}, for columns that several properties are
 * stored in.
 */
final class SharedMethods {

    private final ModelPlan plan;
    private final PropertyMethod property;
    private final RestoreMethod restore;

    SharedMethods(ModelPlan plan, Identifiers identifiers) {
        this.plan = plan;
        property = new PropertyMethod(plan, identifiers);
        restore = new RestoreMethod(plan, identifiers);
    }

    /** Return the methods, if there is such a column. */
    List<MethodSpec> write() {
        boolean shares =
                plan.columns().stream().anyMatch(column -> !column.shared().isEmpty());
        return shares ? List.of(shared(), share()) : List.of();
    }

    private MethodSpec shared() {
        CodeBlock.Builder arms = CodeBlock.builder();
        for (int i = 0; i < plan.columns().size(); i++) {
            if (!plan.columns().get(i).shared().isEmpty()) {
                CodeBlock.Builder variables = CodeBlock.builder();
                CodeBlock values = plan.columns().get(i).all().stream()
                        .map(column -> unlessUnset(column, property.expression(column, variables)))
                        .collect(CodeBlock.joining(", "));
                arms.beginControlFlow("case $L:", i)
                        .add(variables.build())
                        .addStatement("return new $T[] {$L}", Object.class, values)
                        .endControlFlow();
            }
        }
        return MethodSpec.methodBuilder("shared")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(ArrayTypeName.of(Object.class))
                .addParameter(plan.model(), "record")
                .addParameter(int.class, "column")
                .addParameter(boolean.class, "isNew")
                .beginControlFlow("switch (column)")
                .addCode(arms.build())
                .addCode("default:\n$>")
                .addStatement("return super.shared(record, column, isNew)")
                .addCode("$<")
                .endControlFlow()
                .build();
    }

    private static CodeBlock unlessUnset(ColumnPlan column, CodeBlock value) {
        boolean primitive =
                column.type().isPrimitive() && column.place() instanceof Place.Reachable && isNumber(column.storage());
        return primitive ? CodeBlock.of("isNew && $L == 0 ? null : $L", value, value) : value;
    }

    private static boolean isNumber(Storage storage) {
        return storage.kind() == Storage.Kind.NUMERIC && storage.conversion().isEmpty();
    }

    private MethodSpec share() {
        CodeBlock.Builder arms = CodeBlock.builder();
        for (int i = 0; i < plan.columns().size(); i++) {
            if (!plan.columns().get(i).shared().isEmpty()) {
                arms.add(share(i, plan.columns().get(i).all()));
            }
        }
        return MethodSpec.methodBuilder("share")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(void.class)
                .addParameter(plan.model(), "record")
                .addParameter(int.class, "column")
                .addParameter(int.class, "index")
                .addParameter(Object.class, "stored")
                .beginControlFlow("switch (column)")
                .addCode(arms.build())
                .addCode("default:\n$>")
                .addStatement("super.share(record, column, index, stored)")
                .addCode("$<")
                .endControlFlow()
                .build();
    }

    private CodeBlock share(int column, List<ColumnPlan> properties) {
        CodeBlock.Builder arm = CodeBlock.builder().add("case $L:\n$>", column);
        for (int i = 0; i < properties.size(); i++) {
            if (i == 0) {
                arm.beginControlFlow("if (index == 0)");
            } else {
                arm.nextControlFlow("else if (index == $L)", i);
            }
            arm.addStatement(written(column, properties.get(i)));
        }
        return arm.endControlFlow().addStatement("break").add("$<").build();
    }

    private CodeBlock written(int index, ColumnPlan column) {
        if (column.place() instanceof Place.KeyPart part) {
            return part.write(CodeBlock.of("stored"));
        }
        CodeBlock value = restore.restored(index, column);
        boolean primitive = column.type().isPrimitive();
        CodeBlock unset = CodeBlock.of(column.storage().kind() == Storage.Kind.BOOLEAN ? "false" : "0");
        return ((Place.Reachable) column.place())
                .write(CodeBlock.of("stored == null ? $L : $L", primitive ? unset : CodeBlock.of("null"), value));
    }
}
