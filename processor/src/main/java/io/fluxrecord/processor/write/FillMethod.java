package io.fluxrecord.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.fluxrecord.processor.plan.ColumnPlan;
import io.fluxrecord.processor.plan.Form;
import io.fluxrecord.processor.plan.ModelPlan;
import io.fluxrecord.processor.plan.Place;
import io.r2dbc.spi.Row;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes {@code Mapping.fill}, which takes a row over into a record. */
final class FillMethod {

    private final ModelPlan plan;
    private final Identifiers identifiers;

    FillMethod(ModelPlan plan, Identifiers identifiers) {
        this.plan = plan;
        this.identifiers = identifiers;
    }

    MethodSpec write() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("fill")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(ArrayTypeName.of(Object.class))
                .addParameter(plan.model(), "record")
                .addParameter(Row.class, "row")
                .addStatement(
                        "$T[] values = new $T[$L]",
                        Object.class,
                        Object.class,
                        plan.columns().size());
        List<Integer> components = new ArrayList<>();
        for (int i = 0; i < plan.columns().size(); i++) {
            ColumnPlan column = plan.columns().get(i);
            if (!column.isMapped()) {
                method.addStatement(
                        "values[$L] = row.get($L, $T.class)",
                        i,
                        i,
                        column.storage().stored());
                continue;
            }
            read(i, column, method);
            if (column.place() instanceof Place.Reachable place) {
                method.addStatement(place.write(value(i, column)));
            } else if (column.place() instanceof Place.Component component) {
                components.add(i);
                if (isLast(i, component.whole())) {
                    method.addStatement(component.whole().place().write(embedded(component.whole(), components)));
                    components.clear();
                }
            }
        }
        return method.addStatement("return values").build();
    }

    private void read(int index, ColumnPlan column, MethodSpec.Builder method) {
        String variable = identifiers.variable(column);
        TypeName stored = column.storage().stored();
        Form form = column.storage().form();
        if (form == Form.TEXTS) {
            method.addStatement("$T $N = texts(row, $L)", stored, variable, index);
        } else {
            method.addStatement("$T $N = row.get($L, $T.class)", stored, variable, index, stored);
        }
        switch (form) {
            case BYTES, TEXTS -> method.addStatement("values[$L] = copy($N)", index, variable);
            // As it will be written: a BigDecimal of another scale is another value.
            case BIG_INTEGER ->
                method.addStatement("values[$L] = $N == null ? null : $N.setScale(0)", index, variable, variable);
            default -> method.addStatement("values[$L] = $N", index, variable);
        }
    }

    /** Return the expression that turns the variable of a column into the property. */
    private CodeBlock value(int index, ColumnPlan column) {
        Form form = column.storage().form();
        CodeBlock stored = CodeBlock.of("$N", identifiers.variable(column));
        boolean primitive = column.type().isPrimitive();
        if (column.storage().conversion().isPresent()) {
            CodeBlock decoded =
                    CodeBlock.of("decode($N, $L, $L)", identifiers.converter(column), orNull(form, stored), index);
            return primitive ? CodeBlock.of("required($L, $L)", decoded, index) : decoded;
        }
        return primitive ? form.restore(CodeBlock.of("required($L, $L)", stored, index)) : orNull(form, stored);
    }

    private static CodeBlock orNull(Form form, CodeBlock stored) {
        return form.isDirect() ? stored : CodeBlock.of("$L == null ? null : $L", stored, form.restore(stored));
    }

    private boolean isLast(int index, Place.Embedded whole) {
        return index + 1 == plan.columns().size()
                || !(plan.columns().get(index + 1).place() instanceof Place.Component next
                        && next.whole().equals(whole));
    }

    private CodeBlock embedded(Place.Embedded whole, List<Integer> components) {
        CodeBlock none = components.stream()
                .map(i -> CodeBlock.of(
                        "$N == null", identifiers.variable(plan.columns().get(i))))
                .collect(CodeBlock.joining(" && "));
        CodeBlock values =
                components.stream().map(i -> value(i, plan.columns().get(i))).collect(CodeBlock.joining(", "));
        return CodeBlock.of("$L\n? null\n: new $T($L)", none, whole.type(), values);
    }
}
