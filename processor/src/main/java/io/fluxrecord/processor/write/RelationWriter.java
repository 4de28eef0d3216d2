package io.fluxrecord.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.fluxrecord.generated.ForeignKey;
import io.fluxrecord.generated.Reference;
import io.fluxrecord.processor.plan.ModelPlan;
import io.fluxrecord.processor.plan.RelationPlan;
import io.fluxrecord.query.ToMany;
import io.fluxrecord.query.ToOne;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes the constants of relations, and what the mapping tells of those that foreign keys hold. The other model is
 * named by its class literal alone: to initialize its generated class as well, two threads would wait for each other.
 */
final class RelationWriter {

    private static final String FOREIGN_KEYS = "foreignKeys";

    private final ModelPlan plan;
    private final Identifiers identifiers;

    RelationWriter(ModelPlan plan, Identifiers identifiers) {
        this.plan = plan;
        this.identifiers = identifiers;
    }

    /** Return a constant for each relation. */
    List<FieldSpec> constants() {
        return plan.relations().stream().map(this::constant).toList();
    }

    private FieldSpec constant(RelationPlan relation) {
        boolean toOne = relation instanceof RelationPlan.ToOne;
        ClassName type = ClassName.get(toOne ? ToOne.class : ToMany.class);
        CodeBlock inverse =
                relation instanceof RelationPlan.ToMany many ? CodeBlock.of(", $S", many.inverse()) : CodeBlock.of("");
        return FieldSpec.builder(
                        ParameterizedTypeName.get(type, plan.model(), relation.target()),
                        identifiers.constant(relation),
                        Modifier.PUBLIC,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .initializer(
                        "$T.$N($N, $S, $T.class$L)",
                        type,
                        toOne ? "foreignKey" : "inverse",
                        identifiers.mapping(),
                        relation.property(),
                        relation.target(),
                        inverse)
                .build();
    }

    /** Return the field that the mapping has for foreign keys. */
    FieldSpec field() {
        CodeBlock keys = plan.foreignKeys().stream().map(this::foreignKey).collect(CodeBlock.joining(",\n"));
        TypeName type = ParameterizedTypeName.get(List.class, ForeignKey.class);
        return FieldSpec.builder(type, FOREIGN_KEYS, Modifier.PRIVATE, Modifier.FINAL)
                .initializer("$T.of(\n$>$>$L$<$<)", List.class, keys)
                .build();
    }

    private CodeBlock foreignKey(RelationPlan.ToOne relation) {
        CodeBlock columns = relation.columns().stream()
                .map(column -> CodeBlock.of("column($L)", plan.indexOf(column)))
                .collect(CodeBlock.joining(", "));
        return CodeBlock.of(
                "new $T($S, $T.class, $T.of($L))",
                ForeignKey.class,
                relation.property(),
                relation.target(),
                List.class,
                columns);
    }

    /** Return the methods that the mapping has for foreign keys. */
    List<MethodSpec> methods() {
        MethodSpec foreignKeys = MethodSpec.methodBuilder(FOREIGN_KEYS)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(ParameterizedTypeName.get(List.class, ForeignKey.class))
                .addStatement("return $N", FOREIGN_KEYS)
                .build();
        return List.of(foreignKeys, reference());
    }

    private MethodSpec reference() {
        CodeBlock.Builder arms = CodeBlock.builder();
        List<RelationPlan.ToOne> relations = plan.foreignKeys();
        for (int i = 0; i < relations.size(); i++) {
            arms.add("case $L:\n$>", i)
                    .addStatement("return $L", relations.get(i).place().read())
                    .add("$<");
        }
        return MethodSpec.methodBuilder("reference")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(Reference.class)
                .addParameter(plan.model(), "record")
                .addParameter(int.class, "foreignKey")
                .beginControlFlow("switch (foreignKey)")
                .addCode(arms.build())
                .addCode("default:\n$>")
                .addStatement("return super.reference(record, foreignKey)")
                .addCode("$<")
                .endControlFlow()
                .build();
    }
}
