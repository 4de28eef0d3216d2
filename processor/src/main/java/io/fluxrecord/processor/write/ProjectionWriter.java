package io.fluxrecord.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import io.fluxrecord.processor.plan.Literals;
import io.fluxrecord.processor.plan.ProjectionPlan;
import io.fluxrecord.processor.plan.ProjectionPlan.Component;
import io.fluxrecord.query.ComparableExpression;
import io.fluxrecord.query.Condition;
import io.fluxrecord.query.Expression;
import io.fluxrecord.query.NumericExpression;
import io.fluxrecord.query.Projection;
import io.fluxrecord.query.Selection;
import io.fluxrecord.query.TemporalExpression;
import io.fluxrecord.query.TextExpression;
import java.io.IOException;
import java.io.Writer;
import java.util.stream.Collectors;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Generated;
import javax.lang.model.element.Modifier;

/** Writes the class that is generated for a projection. */
public final class ProjectionWriter {

    private static final String PROJECTION = "PROJECTION";

    private final ProjectionPlan plan;
    private final String projection;

    private ProjectionWriter(ProjectionPlan plan) {
        this.plan = plan;
        boolean taken = plan.components().stream()
                .anyMatch(component -> component.name().equals(PROJECTION));
        projection = taken ? PROJECTION + "_" : PROJECTION;
    }

    /** Write the source file of a projection. */
    public static void write(ProjectionPlan plan, Filer filer) throws IOException {
        JavaFile file = JavaFile.builder(plan.generated().packageName(), new ProjectionWriter(plan).type())
                .skipJavaLangImports(true)
                .indent("    ")
                .build();
        try (Writer writer = filer.createSourceFile(plan.generated().canonicalName(), plan.origin())
                .openWriter()) {
            writer.write(Literals.ascii(file.toString()));
        }
    }

    private TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(plan.generated())
                .addOriginatingElement(plan.origin())
                .addJavadoc("What {@link $T} is selected of, and its components as columns.\n", plan.type())
                .addModifiers(Modifier.FINAL)
                .addField(projection());
        if (plan.isPublic()) {
            type.addModifiers(Modifier.PUBLIC);
        }
        if (plan.generatedAnnotation()) {
            type.addAnnotation(AnnotationSpec.builder(Generated.class)
                    .addMember("value", "$S", ModelWriter.PROCESSOR)
                    .build());
        }
        plan.components().stream()
                .filter(component -> component.kind().isPresent())
                .forEach(component -> type.addField(constant(component)));
        return type.addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .addMethod(of())
                .build();
    }

    private FieldSpec projection() {
        CodeBlock names = plan.components().stream()
                .map(component -> Literals.of(component.name()))
                .collect(CodeBlock.joining(", "));
        return FieldSpec.builder(
                        ParameterizedTypeName.get(ClassName.get(Projection.class), plan.type()),
                        projection,
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .initializer("new $T<>($T.class, $L)", Projection.class, plan.type(), names)
                .build();
    }

    private FieldSpec constant(Component component) {
        TypeName value = component.type().box();
        CodeBlock name = Literals.of(component.name());
        CodeBlock typed = CodeBlock.of("$L, $T.class", name, value);
        return switch (component.kind().orElseThrow()) {
            case TEXT -> constant(component, TextExpression.class, "text", name);
            case BOOLEAN -> constant(component, Condition.class, "condition", name);
            case NUMERIC -> constant(component, NumericExpression.class, "numeric", typed, value);
            case TEMPORAL -> constant(component, TemporalExpression.class, "temporal", typed, value);
            case COMPARABLE -> constant(component, ComparableExpression.class, "comparable", typed, value);
            case PLAIN -> constant(component, Expression.class, "plain", typed, value);
        };
    }

    private FieldSpec constant(
            Component component, Class<?> type, String method, CodeBlock arguments, TypeName... values) {
        TypeName[] parameters = new TypeName[values.length + 1];
        parameters[0] = plan.type();
        System.arraycopy(values, 0, parameters, 1, values.length);
        return FieldSpec.builder(
                        ParameterizedTypeName.get(ClassName.get(type), parameters),
                        component.name(),
                        Modifier.PUBLIC,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .initializer("$N.$L($L)", projection, method, arguments)
                .build();
    }

    private MethodSpec of() {
        TypeVariableName root = TypeVariableName.get("E");
        MethodSpec.Builder of = MethodSpec.methodBuilder("of")
                .addJavadoc("Select what a {@link $T} is made of, in the order of its components.\n", plan.type())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addTypeVariable(root)
                .returns(ParameterizedTypeName.get(ClassName.get(Selection.class), root, plan.type()));
        for (Component component : plan.components()) {
            of.addParameter(
                    ParameterizedTypeName.get(
                            ClassName.get(Selection.class),
                            WildcardTypeName.supertypeOf(root),
                            component.type().box()),
                    component.name());
        }
        String names = plan.components().stream().map(Component::name).collect(Collectors.joining(", "));
        return of.addStatement("return $N.of(values_ -> new $T($L), $L)", projection, plan.type(), arguments(), names)
                .build();
    }

    private CodeBlock arguments() {
        CodeBlock.Builder arguments = CodeBlock.builder();
        for (int i = 0; i < plan.components().size(); i++) {
            TypeName type = plan.components().get(i).type();
            arguments.add(
                    i == 0 ? "values_.<$T>$L($L)" : ", values_.<$T>$L($L)",
                    type.box(),
                    type.isPrimitive() ? "required" : "get",
                    i);
        }
        return arguments.build();
    }
}
