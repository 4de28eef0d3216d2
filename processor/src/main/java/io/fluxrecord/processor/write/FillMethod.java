package io.fluxrecord.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.fluxrecord.mapping.RowReader;
import io.fluxrecord.processor.plan.ColumnPlan;
import io.fluxrecord.processor.plan.Conversion;
import io.fluxrecord.processor.plan.Form;
import io.fluxrecord.processor.plan.ModelPlan;
import io.fluxrecord.processor.plan.Place;
import io.fluxrecord.processor.plan.Storage;
import io.r2dbc.spi.Row;
import java.time.Instant;
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
                .addParameter(RowReader.class, "reader")
                .addStatement(
                        "$T[] values = new $T[$L]",
                        Object.class,
                        Object.class,
                        plan.columns().size());
        List<Integer> components = new ArrayList<>();
        for (int i = 0; i < plan.columns().size(); i++) {
            ColumnPlan column = plan.columns().get(i);
            if (!column.isMapped()) {
                method.addStatement("values[$L] = $L", i, stored(i, column.storage()));
                continue;
            }
            read(i, column, method);
            if (column.place() instanceof Place.Reachable place) {
                write(i, place, value(i, column), method);
            } else if (column.place() instanceof Place.Component component) {
                components.add(i);
                if (isLast(i, component.whole())) {
                    CodeBlock whole = embedded(component.whole(), components);
                    guarded(i, component.whole().place().write(whole), method);
                    components.clear();
                }
            }
        }
        return method.addStatement("return values").build();
    }

    /** A setter is code of the application. */
    private static void write(int index, Place.Reachable place, CodeBlock value, MethodSpec.Builder method) {
        if (place instanceof Place.Accessors) {
            guarded(index, place.write(value), method);
        } else {
            method.addStatement(place.write(value));
        }
    }

    private static void guarded(int index, CodeBlock statement, MethodSpec.Builder method) {
        method.beginControlFlow("try")
                .addStatement(statement)
                .nextControlFlow("catch ($T refusal)", RuntimeException.class)
                .addStatement("throw refused($L, refusal)", index)
                .endControlFlow();
    }

    private void read(int index, ColumnPlan column, MethodSpec.Builder method) {
        String variable = identifiers.variable(column);
        Storage storage = column.storage();
        CodeBlock stored = stored(index, storage);
        if (storage.conversion().orElse(null) instanceof Conversion.ByName byName
                && byName.unknown().isPresent()) {
            stored = CodeBlock.of("$N.known($L)", identifiers.converter(column), stored);
        }
        method.addStatement("$T $N = $L", storage.stored(), variable, stored);
        switch (storage.form()) {
            case BYTES, TEXTS -> method.addStatement("values[$L] = copy($N)", index, variable);
            default -> method.addStatement("values[$L] = $N", index, variable);
        }
    }

    /** Return the expression that reads what is stored. */
    private static CodeBlock stored(int index, Storage storage) {
        String method =
                switch (storage.form()) {
                    case BYTE -> "tinyint";
                    case CHARACTER -> "character";
                    case BIG_INTEGER -> "integral";
                    case BYTES, BYTE_BUFFER -> "bytes";
                    case TEXTS -> "texts";
                    case PLAIN -> plain(storage);
                };
        return method.equals("value")
                ? CodeBlock.of("reader.value(row, $L, $T.class)", index, storage.stored())
                : CodeBlock.of("reader.$N(row, $L)", method, index);
    }

    private static String plain(Storage storage) {
        return switch (storage.sqlType()) {
            case SMALLINT -> "smallint";
            case INTEGER -> "integer";
            case BIGINT -> "bigint";
            case REAL -> "real";
            case DOUBLE -> "doublePrecision";
            case DECIMAL -> "decimal";
            case TEXT -> "text";
            case JSON -> "json";
            case DATE -> "date";
            case TIME -> "time";
            case TIMESTAMP -> "timestamp";
            case TIMESTAMP_WITH_TIME_ZONE ->
                storage.stored().equals(TypeName.get(Instant.class)) ? "instant" : "offsetDateTime";
            case BOOLEAN, UUID, TIME_WITH_TIME_ZONE, BINARY, TEXT_ARRAY -> "value";
        };
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
