package io.fluxrecord.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.fluxrecord.generated.GeneratedMapping;
import io.fluxrecord.generated.MappedProperty;
import io.fluxrecord.generated.Role;
import io.fluxrecord.generated.Written;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.lifecycle.Listener;
import io.fluxrecord.processor.plan.ColumnDefinition;
import io.fluxrecord.processor.plan.ColumnPlan;
import io.fluxrecord.processor.plan.Conversion;
import io.fluxrecord.processor.plan.Form;
import io.fluxrecord.processor.plan.HookPlan;
import io.fluxrecord.processor.plan.Literals;
import io.fluxrecord.processor.plan.ModelPlan;
import io.fluxrecord.processor.plan.Place;
import io.fluxrecord.processor.plan.SequencePlan;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Sequence;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.ServiceLoader;
import java.util.UUID;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.NullUnmarked;

/** Writes the nested class that extends {@code GeneratedMapping}. */
final class MappingWriter {

    private final ModelPlan plan;
    private final Identifiers identifiers;

    MappingWriter(ModelPlan plan, Identifiers identifiers) {
        this.plan = plan;
        this.identifiers = identifiers;
    }

    TypeSpec write() {
        TypeSpec.Builder type = TypeSpec.classBuilder(ModelPlan.MAPPING)
                .addJavadoc(
                        "How {@link $T} is stored; public for {@link $T} alone.\n", plan.model(), ServiceLoader.class)
                // What a row holds may be null whatever the model says, and the mapping is not there to check it.
                .addAnnotation(NullUnmarked.class)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(ParameterizedTypeName.get(ClassName.get(GeneratedMapping.class), plan.model()))
                .addField(table())
                .addMethod(constructor())
                .addMethod(instantiate())
                .addMethod(new PropertyMethod(plan, identifiers).write())
                .addMethods(new FillMethod(plan, identifiers).write());
        new RestoreMethod(plan, identifiers).write().ifPresent(type::addMethod);
        new SameMethod(plan, identifiers).write().ifPresent(type::addMethod);
        new SetMethod(plan, identifiers).write().ifPresent(type::addMethod);
        new TouchMethod(plan).write().ifPresent(type::addMethod);
        type.addMethods(new SharedMethods(plan, identifiers).write());
        if (!plan.foreignKeys().isEmpty()) {
            RelationWriter relations = new RelationWriter(plan, identifiers);
            type.addField(relations.field()).addMethods(relations.methods());
        }
        identifiers.converters().forEach((conversion, name) -> type.addField(converter(conversion, name)));
        for (ColumnPlan column : plan.columns()) {
            if (column.role() == Role.IDENTITY) {
                type.addMethod(setIdentity(column));
            }
        }
        if (plan.has(Role.UUID_KEY)) {
            type.addMethod(generateKey());
        }
        if (plan.columns().stream().anyMatch(column -> column.storage().form() == Form.BYTE_BUFFER)) {
            type.addMethod(bytes());
        }
        return type.build();
    }

    private FieldSpec table() {
        return FieldSpec.builder(Table.class, "TABLE", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(
                        "new $T($L, $L)",
                        Table.class,
                        Literals.of(plan.schema().orElse(null)),
                        Literals.of(plan.table()))
                .build();
    }

    private static FieldSpec converter(Conversion conversion, String name) {
        return FieldSpec.builder(conversion.type(), name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(conversion.make())
                .build();
    }

    private MethodSpec constructor() {
        CodeBlock properties =
                plan.columns().stream().map(MappingWriter::property).collect(CodeBlock.joining(",\n"));
        CodeBlock overridden =
                plan.overridden().stream().map(MappingWriter::event).collect(CodeBlock.joining(", "));
        CodeBlock sequence = plan.sequence().map(MappingWriter::sequence).orElse(CodeBlock.of(""));
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addStatement(
                        "super(\n$T.class,\n$T.of(\n$>$>$L$<$<),\n$T.of($L)$L)",
                        plan.model(),
                        List.class,
                        properties,
                        List.class,
                        overridden,
                        sequence);
        plan.hooks().forEach(hook -> constructor.addStatement("hook($L, $L)", event(hook.event()), listener(hook)));
        return constructor.build();
    }

    private static CodeBlock sequence(SequencePlan sequence) {
        return CodeBlock.of(
                ",\nnew $T(TABLE.schema(), $L, $L)", Sequence.class, Literals.of(sequence.name()), sequence.block());
    }

    private static CodeBlock property(ColumnPlan column) {
        ColumnDefinition definition = column.definition();
        CodeBlock sqlColumn = CodeBlock.of(
                "new $T(TABLE, $L, $T.$N, $L, $L, $L, $L, $L$L)",
                Column.class,
                Literals.of(definition.name()),
                SqlType.class,
                column.storage().sqlType().name(),
                definition.length(),
                definition.precision(),
                definition.scale(),
                definition.nullable(),
                definition.unique(),
                definition
                        .declaredType()
                        .map(type -> CodeBlock.of(", $L", Literals.of(type)))
                        .orElse(CodeBlock.of("")));
        CodeBlock written = definition.written() == Written.ALWAYS
                ? CodeBlock.of("")
                : CodeBlock.of(", $T.$N", Written.class, definition.written().name());
        return CodeBlock.of(
                "new $T($L, $L, $T.$N$L)",
                MappedProperty.class,
                Literals.of(column.property()),
                sqlColumn,
                Role.class,
                column.role().name(),
                written);
    }

    private static CodeBlock event(Lifecycle event) {
        return CodeBlock.of("$T.$N", Lifecycle.class, event.name());
    }

    private static CodeBlock listener(HookPlan hook) {
        CodeBlock call = CodeBlock.of("record -> record.$N()", hook.method());
        return hook.publishes() ? call : CodeBlock.of("$T.sync($L)", Listener.class, call);
    }

    private MethodSpec instantiate() {
        return MethodSpec.methodBuilder("instantiate")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(plan.model())
                .addStatement("return new $T()", plan.model())
                .build();
    }

    private MethodSpec setIdentity(ColumnPlan column) {
        TypeName type = column.type();
        CodeBlock value = type.isPrimitive()
                ? CodeBlock.of("key == null ? 0 : ($T) key", type.box())
                : CodeBlock.of("($T) key", type);
        return MethodSpec.methodBuilder("setIdentity")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(plan.model(), "record")
                .addParameter(Object.class, "key")
                .addStatement(((Place.Reachable) column.place()).write(value))
                .build();
    }

    private MethodSpec generateKey() {
        return MethodSpec.methodBuilder("generateKey")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(UUID.class)
                .addParameter(plan.model(), "record")
                .addStatement("return record.generateId()")
                .build();
    }

    private static MethodSpec bytes() {
        return MethodSpec.methodBuilder("bytes")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(byte[].class)
                .addParameter(ByteBuffer.class, "buffer")
                .addStatement("$T[] bytes = new $T[buffer.remaining()]", byte.class, byte.class)
                .addStatement("buffer.duplicate().get(bytes)")
                .addStatement("return bytes")
                .build();
    }
}
