package io.fluxrecord.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import io.fluxrecord.generated.RowReader;
import io.fluxrecord.processor.plan.ColumnPlan;
import io.fluxrecord.processor.plan.Conversion;
import io.fluxrecord.processor.plan.Form;
import io.fluxrecord.processor.plan.ModelPlan;
import io.fluxrecord.processor.plan.Place;
import io.fluxrecord.processor.plan.RelationPlan;
import io.fluxrecord.processor.plan.Storage;
import io.fluxrecord.sql.SqlType;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes {@code GeneratedMapping.fill}, which takes a row over into a record. */
final class FillMethod {

    /** HotSpot compiles no method of more than 8,000 bytes, and javac refuses 64 KB; a column takes up to 60 or so. */
    private static final int COLUMNS_OF_A_METHOD = 100;

    private final ModelPlan plan;
    private final Identifiers identifiers;

    FillMethod(ModelPlan plan, Identifiers identifiers) {
        this.plan = plan;
        this.identifiers = identifiers;
    }

    /** Return the method, and those that it calls where there are very many columns. */
    List<MethodSpec> write() {
        MethodSpec.Builder fill = MethodSpec.methodBuilder("fill")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(ArrayTypeName.of(Object.class))
                .addParameters(parameters())
                .addStatement(
                        "$T[] values = new $T[$L]",
                        Object.class,
                        Object.class,
                        plan.columns().size());
        List<MethodSpec> methods = new ArrayList<>();
        List<CodeBlock> parts = parts();
        if (parts.size() == 1) {
            fill.addCode(parts.get(0));
        } else {
            for (CodeBlock part : parts) {
                MethodSpec method = part("fill" + methods.size(), part);
                methods.add(method);
                fill.addStatement("$N(record, row, reader, values)", method);
            }
        }
        plan.foreignKeys().forEach(relation -> fill.addStatement(filled(relation)));
        methods.add(0, fill.addStatement("return values").build());
        return methods;
    }

    /** Its columns may be anywhere, so a relation is filled when all have been read. */
    private CodeBlock filled(RelationPlan.ToOne relation) {
        CodeBlock parts = relation.columns().stream()
                .map(column -> CodeBlock.of("values[$L]", plan.indexOf(column)))
                .collect(CodeBlock.joining(", "));
        return CodeBlock.of("$L.fill($L)", relation.place().read(), parts);
    }

    private List<ParameterSpec> parameters() {
        return List.of(
                ParameterSpec.builder(plan.model(), "record").build(),
                ParameterSpec.builder(Row.class, "row").build(),
                ParameterSpec.builder(RowReader.class, "reader").build());
    }

    private MethodSpec part(String name, CodeBlock code) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE)
                .addParameters(parameters())
                .addParameter(ArrayTypeName.of(Object.class), "values")
                .addCode(code)
                .build();
    }

    /** An embedded value is filled in one part. */
    private List<CodeBlock> parts() {
        List<CodeBlock> parts = new ArrayList<>();
        CodeBlock.Builder part = CodeBlock.builder();
        List<Integer> components = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < plan.columns().size(); i++) {
            if (i - from >= COLUMNS_OF_A_METHOD && components.isEmpty()) {
                parts.add(part.build());
                part = CodeBlock.builder();
                from = i;
            }
            fill(i, components, part);
        }
        parts.add(part.build());
        return parts;
    }

    /**
     * Fill one column.
     *
     * @param components the columns before it that are of the same embedded value
     */
    private void fill(int index, List<Integer> components, CodeBlock.Builder part) {
        ColumnPlan column = plan.columns().get(index);
        if (!column.isMapped()) {
            part.addStatement("values[$L] = $L", index, stored(index, column.storage()));
            return;
        }
        if (column.all().stream().allMatch(each -> each.place() instanceof Place.KeyPart)) {
            part.addStatement("values[$L] = $L", index, known(index, column));
            return;
        }
        read(index, column, part);
        for (ColumnPlan each : column.all()) {
            if (each.place() instanceof Place.Reachable place) {
                write(index, place, value(index, each, identifiers.variable(column)), part);
            }
        }
        if (column.place() instanceof Place.Component component) {
            components.add(index);
            if (isLast(index, component.whole())) {
                CodeBlock whole = embedded(component.whole(), components);
                CodeBlock refused = CodeBlock.of(
                        "refused($S, $L, $L, refusal)", component.whole().property(), components.get(0), index);
                guarded(refused, component.whole().place().write(whole), part);
                components.clear();
            }
        }
    }

    /** A setter is code of the application. */
    private static void write(int index, Place.Reachable place, CodeBlock value, CodeBlock.Builder part) {
        if (place instanceof Place.Accessors) {
            guarded(CodeBlock.of("refused($L, refusal)", index), place.write(value), part);
        } else {
            part.addStatement(place.write(value));
        }
    }

    private static void guarded(CodeBlock refused, CodeBlock statement, CodeBlock.Builder part) {
        part.beginControlFlow("try")
                .addStatement(statement)
                .nextControlFlow("catch ($T refusal)", RuntimeException.class)
                .addStatement("throw $L", refused)
                .endControlFlow();
    }

    private void read(int index, ColumnPlan column, CodeBlock.Builder part) {
        String variable = identifiers.variable(column);
        Storage storage = column.storage();
        part.addStatement("$T $N = $L", storage.stored(), variable, known(index, column));
        switch (storage.form()) {
            case BYTES, TEXTS, ARRAY -> part.addStatement("values[$L] = copy($N)", index, variable);
            default -> part.addStatement("values[$L] = $N", index, variable);
        }
    }

    /** Return the expression that reads what is stored, or what that becomes where it is unknown. */
    private CodeBlock known(int index, ColumnPlan column) {
        CodeBlock stored = stored(index, column.storage());
        return column.storage().conversion().orElse(null) instanceof Conversion.ByName byName
                        && byName.unknown().isPresent()
                ? CodeBlock.of("$N.known($L)", identifiers.converter(column), stored)
                : stored;
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
                    case ARRAY, LIST -> isOfText(storage) ? "texts" : "array";
                    case PLAIN -> plain(storage);
                };
        return method.equals("value") || method.equals("array")
                ? CodeBlock.of("reader.$N(row, $L, $T.class)", method, index, storage.stored())
                : CodeBlock.of("reader.$N(row, $L)", method, index);
    }

    private static boolean isOfText(Storage storage) {
        return storage.sqlType() == SqlType.TEXT_ARRAY || storage.sqlType() == SqlType.NAMED_ARRAY;
    }

    private static String plain(Storage storage) {
        return switch (storage.sqlType()) {
            case SMALLINT -> "smallint";
            case INTEGER -> "integer";
            case BIGINT -> "bigint";
            case REAL -> "real";
            case DOUBLE -> "doublePrecision";
            case DECIMAL -> "decimal";
            case TEXT, NAMED -> "text";
            case JSON -> "json";
            case DURATION -> "duration";
            case PERIOD -> "period";
            case DATE -> "date";
            case TIME -> "time";
            case TIME_WITH_TIME_ZONE -> "offsetTime";
            case TIMESTAMP -> "timestamp";
            case TIMESTAMP_WITH_TIME_ZONE ->
                storage.stored().equals(TypeName.get(Instant.class)) ? "instant" : "offsetDateTime";
            default -> "value";
        };
    }

    /** Return the expression that turns the variable of a column into the property. */
    private CodeBlock value(int index, ColumnPlan column) {
        return value(index, column, identifiers.variable(column));
    }

    private CodeBlock value(int index, ColumnPlan column, String variable) {
        Form form = column.storage().form();
        CodeBlock stored = CodeBlock.of("$N", variable);
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
