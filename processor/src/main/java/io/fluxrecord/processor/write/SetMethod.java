package io.fluxrecord.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import io.fluxrecord.generated.Role;
import io.fluxrecord.processor.plan.ColumnPlan;
import io.fluxrecord.processor.plan.Form;
import io.fluxrecord.processor.plan.ModelPlan;
import io.fluxrecord.processor.plan.Place;
import io.fluxrecord.sql.SqlType;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Writes {@code GeneratedMapping.set}, for the properties that a column may hold as another value than they were set
 * to.
 */
final class SetMethod {

    private static final Set<SqlType> ROUNDED = EnumSet.of(
            SqlType.REAL,
            SqlType.DOUBLE,
            SqlType.DECIMAL,
            SqlType.TIME,
            SqlType.TIME_WITH_TIME_ZONE,
            SqlType.TIMESTAMP,
            SqlType.DURATION,
            SqlType.PERIOD,
            SqlType.TIMESTAMP_WITH_TIME_ZONE);

    private final ModelPlan plan;
    private final RestoreMethod restore;

    SetMethod(ModelPlan plan, Identifiers identifiers) {
        this.plan = plan;
        restore = new RestoreMethod(plan, identifiers);
    }

    /** Return the method, if there is anything to do in it. */
    Optional<MethodSpec> write() {
        CodeBlock.Builder arms = CodeBlock.builder();
        for (int i = 0; i < plan.columns().size(); i++) {
            ColumnPlan column = plan.columns().get(i);
            if (column.isMapped() && isHeldOtherwise(column)) {
                arms.add("case $L:\n$>", i);
                for (ColumnPlan each : column.all()) {
                    arms.addStatement(written(i, each));
                }
                arms.addStatement("break").add("$<");
            }
        }
        if (arms.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(MethodSpec.methodBuilder("set")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(void.class)
                .addParameter(plan.model(), "record")
                .addParameter(int.class, "column")
                .addParameter(Object.class, "stored")
                .beginControlFlow("switch (column)")
                .addCode(arms.build())
                .addCode("default:\n$>")
                .addStatement("super.set(record, column, stored)")
                .addCode("$<")
                .endControlFlow()
                .build());
    }

    /** A number or time may be rounded, and text of a key filled up with spaces. */
    private static boolean isHeldOtherwise(ColumnPlan column) {
        SqlType type = column.storage().sqlType();
        SqlType element = type.element();
        return ROUNDED.contains(element == null ? type : element)
                || ((type == SqlType.TEXT || type == SqlType.NAMED) && column.role() == Role.KEY);
    }

    private CodeBlock written(int index, ColumnPlan column) {
        if (column.place() instanceof Place.KeyPart part) {
            return part.write(CodeBlock.of("stored"));
        }
        CodeBlock value = restore.restored(index, column);
        if (column.storage().form() == Form.ARRAY && column.storage().isDirect()) {
            value = CodeBlock.of("$L.clone()", value); // What the row holds is kept beside it.
        }
        if (column.type().isPrimitive() && column.storage().conversion().isPresent()) {
            value = CodeBlock.of("required($L, $L)", value, index);
        }
        if (column.place() instanceof Place.Component component) {
            return component.whole().place().write(with(component, value));
        }
        return ((Place.Reachable) column.place()).write(value);
    }

    /** Return the expression that makes the embedded value anew with another component. */
    private CodeBlock with(Place.Component changed, CodeBlock value) {
        CodeBlock whole = changed.whole().place().read();
        CodeBlock components = plan.columns().stream()
                .filter(column -> column.place() instanceof Place.Component other
                        && other.whole().equals(changed.whole()))
                .map(column -> (Place.Component) column.place())
                .map(component ->
                        component.equals(changed) ? value : CodeBlock.of("$L.$N()", whole, component.accessor()))
                .collect(CodeBlock.joining(", "));
        return CodeBlock.of("new $T($L)", changed.whole().type(), components);
    }
}
