package io.fluxrecord.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import io.fluxrecord.Database;
import io.fluxrecord.Model;
import io.fluxrecord.Query;
import io.fluxrecord.ReadOnlyModel;
import io.fluxrecord.ReadOnlyQuery;
import io.fluxrecord.annotation.CheckReturnValue;
import io.fluxrecord.processor.plan.ColumnPlan;
import io.fluxrecord.processor.plan.Literals;
import io.fluxrecord.processor.plan.ModelPlan;
import java.io.IOException;
import java.io.Writer;
import java.util.Collection;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Generated;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes the class that is generated for a model. */
public final class ModelWriter {

    private static final String KEY = "Key";
    static final String PROCESSOR = "io.fluxrecord.processor.ModelProcessor";

    private final ModelPlan plan;
    private final Identifiers identifiers;
    private final ConstantWriter constants;

    private ModelWriter(ModelPlan plan) {
        this.plan = plan;
        identifiers = new Identifiers(plan);
        constants = new ConstantWriter(plan, identifiers);
    }

    /** Write the source file of a model. */
    public static void write(ModelPlan plan, Filer filer) throws IOException {
        JavaFile file = JavaFile.builder(plan.generated().packageName(), new ModelWriter(plan).type())
                .skipJavaLangImports(true)
                .indent("    ")
                .build();
        JavaFileObject output = filer.createSourceFile(plan.generated().canonicalName(), plan.origin());
        try (Writer writer = output.openWriter()) {
            writer.write(Literals.ascii(file.toString()));
        }
    }

    private TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(plan.generated())
                .addOriginatingElement(plan.origin())
                .addJavadoc("The properties and entry points of {@link $T}.\n", plan.model())
                .addModifiers(Modifier.FINAL)
                .addField(mapping())
                .addField(model());
        if (plan.isPublic()) {
            type.addModifiers(Modifier.PUBLIC);
        }
        if (plan.generatedAnnotation()) {
            type.addAnnotation(AnnotationSpec.builder(Generated.class)
                    .addMember("value", "$S", PROCESSOR)
                    .build());
        }
        if (!plan.suppressed().isEmpty()) {
            AnnotationSpec.Builder suppress = AnnotationSpec.builder(SuppressWarnings.class);
            plan.suppressed().forEach(warning -> suppress.addMember("value", "$S", warning));
            type.addAnnotation(suppress.build());
        }
        addConstants(type);
        if (plan.key().size() > 1) {
            type.addType(key());
        }
        type.addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .addMethod(modelMethod())
                .addMethod(configure());
        if (!plan.key().isEmpty()) {
            type.addMethod(find()).addMethod(findAll());
        }
        type.addMethod(query());
        if (!plan.readOnly()) {
            type.addMethod(insertAll());
        }
        return type.addType(new MappingWriter(plan, identifiers).write()).build();
    }

    private void addConstants(TypeSpec.Builder type) {
        for (int i = 0; i < plan.columns().size(); i++) {
            type.addField(constants.write(i));
        }
        type.addFields(new RelationWriter(plan, identifiers).constants());
    }

    private Class<?> modelClass() {
        return plan.readOnly() ? ReadOnlyModel.class : Model.class;
    }

    private FieldSpec mapping() {
        return FieldSpec.builder(
                        plan.generated().nestedClass(ModelPlan.MAPPING),
                        identifiers.mapping(),
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .initializer("new $N()", ModelPlan.MAPPING)
                .build();
    }

    private FieldSpec model() {
        return FieldSpec.builder(
                        parameterized(modelClass()),
                        identifiers.model(),
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .initializer("$T.register($N)", modelClass(), identifiers.mapping())
                .build();
    }

    private MethodSpec modelMethod() {
        return entryPoint("model")
                .addJavadoc("Return the model itself, for listeners, schemas and generic code.\n")
                .returns(parameterized(modelClass()))
                .addStatement("return $N", identifiers.model())
                .build();
    }

    private MethodSpec configure() {
        return entryPoint("configure")
                .addJavadoc(
                        "Use this database for {@link $T} where the Reactor Context names no other; null takes it back.\n",
                        plan.model())
                .addParameter(ParameterSpec.builder(
                                ClassName.get(Database.class)
                                        .annotated(AnnotationSpec.builder(Nullable.class)
                                                .build()),
                                "database")
                        .build())
                .addStatement("$N.configure(database)", identifiers.model())
                .build();
    }

    private MethodSpec find() {
        MethodSpec.Builder find = entryPoint("find")
                .addJavadoc("Find a record by key; emits nothing when there is none or it is soft-deleted.\n")
                .addAnnotation(CheckReturnValue.class)
                .returns(parameterized(Mono.class));
        for (ColumnPlan key : plan.key()) {
            find.addParameter(key.type(), identifiers.variable(key));
        }
        CodeBlock parts = plan.key().stream().map(constants::bound).collect(CodeBlock.joining(", "));
        return find.addStatement("return $N.find($L)", identifiers.model(), parts)
                .build();
    }

    private MethodSpec findAll() {
        MethodSpec.Builder find = entryPoint("findAll")
                .addJavadoc("Find the records of keys with one statement, and emit them in the order of the keys, once"
                        + " each; those that are not there or soft-deleted are left out.\n")
                .addAnnotation(CheckReturnValue.class)
                .returns(parameterized(Flux.class));
        if (plan.key().size() > 1) {
            CodeBlock parts = plan.key().stream()
                    .map(key -> constants.bound(key, CodeBlock.of("key.$N()", identifiers.variable(key))))
                    .collect(CodeBlock.joining(", "));
            return find.addParameter(collection(plan.generated().nestedClass(KEY)), "keys")
                    .addStatement(
                            "return $N.findAll(keys, key -> new $T[] {$L})", identifiers.model(), Object.class, parts)
                    .build();
        }
        ColumnPlan key = plan.key().get(0);
        find.addParameter(collection(key.type().box()), "keys");
        return key.storage().isDirect()
                ? find.addStatement("return $N.findAll(keys)", identifiers.model())
                        .build()
                : find.addStatement(
                                "return $N.findAll(keys, $N -> new $T[] {$L})",
                                identifiers.model(),
                                identifiers.variable(key),
                                Object.class,
                                constants.bound(key))
                        .build();
    }

    private static TypeName collection(TypeName elements) {
        return ParameterizedTypeName.get(ClassName.get(Collection.class), WildcardTypeName.subtypeOf(elements));
    }

    private TypeSpec key() {
        MethodSpec.Builder parts = MethodSpec.compactConstructorBuilder();
        plan.key().forEach(key -> parts.addParameter(key.type(), identifiers.variable(key)));
        return TypeSpec.recordBuilder(KEY)
                .addJavadoc("The key of a {@link $T}, for {@code findAll}.\n", plan.model())
                .addModifiers(Modifier.PUBLIC)
                .recordConstructor(parts.build())
                .build();
    }

    private MethodSpec query() {
        return entryPoint("query")
                .addJavadoc(
                        plan.readOnly()
                                ? "Start a query over all records.\n"
                                : "Start a query over all records that are not soft-deleted.\n")
                .returns(parameterized(plan.readOnly() ? ReadOnlyQuery.class : Query.class))
                .addStatement("return $N.query()", identifiers.model())
                .build();
    }

    private MethodSpec insertAll() {
        return entryPoint("insertAll")
                .addJavadoc("Insert new records, many with each statement, and emit them in their order.\n")
                .addAnnotation(CheckReturnValue.class)
                .returns(parameterized(Flux.class))
                .addParameter(
                        ParameterizedTypeName.get(
                                ClassName.get(Publisher.class), WildcardTypeName.subtypeOf(plan.model())),
                        "records")
                .addStatement("return $N.insertAll(records)", identifiers.model())
                .build();
    }

    private static MethodSpec.Builder entryPoint(String name) {
        return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC, Modifier.STATIC);
    }

    private ParameterizedTypeName parameterized(Class<?> generic) {
        return ParameterizedTypeName.get(ClassName.get(generic), plan.model());
    }
}
