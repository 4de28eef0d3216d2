package io.fluxrecord.generate;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Many;
import io.fluxrecord.One;
import io.fluxrecord.ReadOnlyRecord;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.ColumnName;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Inverse;
import io.fluxrecord.annotation.Label;
import io.fluxrecord.annotation.Table;
import io.fluxrecord.generate.PropertyPlan.KeyRole;
import io.fluxrecord.generate.TypePlan.Mapped;
import io.fluxrecord.sql.SqlType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Writes models and enums as they would be written by hand. */
final class ModelSource {

    /** An annotation as JavaPoet writes it, each member on a line, of which no text has any. */
    private static final Pattern ANNOTATION =
            Pattern.compile("^( *@\\w+)\\(\n((?: +\\w+ = .*\n)+) *\\)$", Pattern.MULTILINE);

    private final String packageName;

    ModelSource(String packageName) {
        this.packageName = packageName;
    }

    SourceFile write(TablePlan plan) {
        Class<?> record = plan.readOnly() ? ReadOnlyRecord.class : ActiveRecord.class;
        TypeSpec.Builder type = TypeSpec.classBuilder(plan.name())
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("$L\n", javadoc(plan))
                .superclass(ParameterizedTypeName.get(ClassName.get(record), ClassName.get(packageName, plan.name())));
        AnnotationSpec table = table(plan);
        if (!table.members().isEmpty()) {
            type.addAnnotation(table);
        }
        plan.enums()
                .forEach(constants -> type.addType(
                        type(constants).addModifiers(Modifier.STATIC).build()));
        plan.fields().forEach(field -> type.addField(field(field)));
        type.addMethod(MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(plan.readOnly() ? "Make a record to be filled.\n" : "Make a new record.\n")
                .build());
        return file(plan.name(), type.build());
    }

    SourceFile write(EnumPlan plan) {
        return file(plan.name(), type(plan).build());
    }

    private SourceFile file(String name, TypeSpec type) {
        JavaFile file = JavaFile.builder(packageName, type)
                .skipJavaLangImports(true)
                .indent("    ")
                .build();
        return new SourceFile(
                name,
                SourceFile.MARK + "\n" + ANNOTATION.matcher(file.toString()).replaceAll(ModelSource::onOneLine));
    }

    private static String onOneLine(MatchResult annotation) {
        String members = annotation.group(2).lines().map(String::strip).collect(Collectors.joining(" "));
        return Matcher.quoteReplacement(annotation.group(1) + "(" + members + ")");
    }

    private static String javadoc(TablePlan plan) {
        String kind =
                switch (plan.table().kind()) {
                    case TABLE -> "table ";
                    case VIEW -> "view ";
                    case MATERIALIZED_VIEW -> "materialized view ";
                };
        StringBuilder javadoc = new StringBuilder("A row of the ")
                .append(kind)
                .append(CommentText.code(plan.table().name()))
                .append('.');
        String comment = plan.table().comment();
        if (comment != null && !CommentText.lines(comment).isEmpty()) {
            javadoc.append("\n\n<p>").append(CommentText.lines(comment));
        }
        plan.notes().forEach(note -> javadoc.append("\n\n<p>").append(CommentText.line(note)));
        return javadoc.toString();
    }

    private static AnnotationSpec table(TablePlan plan) {
        AnnotationSpec.Builder table = AnnotationSpec.builder(Table.class);
        if (!JavaNames.snake(plan.name()).equals(plan.table().name())) {
            table.addMember("value", "$L", Literal.of(plan.table().name()));
        }
        if (plan.schema() != null) {
            table.addMember("schema", "$L", Literal.of(plan.schema()));
        }
        CodeBlock renames = plan.fields().stream()
                .filter(OnePlan.class::isInstance)
                .flatMap(field -> new TreeMap<>(((OnePlan) field).renames()).entrySet().stream())
                .map(rename -> AnnotationSpec.builder(ColumnName.class)
                        .addMember("property", "$L", Literal.of(rename.getKey()))
                        .addMember("column", "$L", Literal.of(rename.getValue()))
                        .build())
                .map(rename -> CodeBlock.of("$L", rename))
                .collect(CodeBlock.joining(", ", "{", "}"));
        if (renames.toString().length() > "{}".length()) {
            table.addMember("columns", renames);
        }
        return table.build();
    }

    private FieldSpec field(FieldPlan field) {
        if (field instanceof PropertyPlan property) {
            return field(property);
        }
        return field instanceof OnePlan one ? relation(one) : relation((ManyPlan) field);
    }

    private FieldSpec relation(OnePlan one) {
        FieldSpec.Builder field = relation(One.class, one.target(), one.name(), "one");
        String comment = one.comment();
        if (comment != null && !CommentText.lines(comment).isEmpty()) {
            field.addJavadoc("$L\n", CommentText.lines(comment));
        }
        if (one.key()) {
            field.addAnnotation(Id.class);
        }
        AnnotationSpec.Builder column = AnnotationSpec.builder(Column.class);
        if (one.column() != null) {
            column.addMember("value", "$L", Literal.of(one.column()));
        }
        if (one.nullable()) {
            column.addMember("nullable", "true");
        }
        if (one.unique()) {
            column.addMember("unique", "true");
        }
        AnnotationSpec annotation = column.build();
        if (!annotation.members().isEmpty()) {
            field.addAnnotation(annotation);
        }
        return field.build();
    }

    private FieldSpec relation(ManyPlan many) {
        return relation(Many.class, many.source(), many.name(), "many")
                .addAnnotation(AnnotationSpec.builder(Inverse.class)
                        .addMember("value", "$L", Literal.of(many.inverse()))
                        .build())
                .build();
    }

    private FieldSpec.Builder relation(Class<?> type, String other, String name, String maker) {
        TypeName relation = ParameterizedTypeName.get(ClassName.get(type), ClassName.get(packageName, other));
        return FieldSpec.builder(relation, name, Modifier.PUBLIC, Modifier.FINAL)
                .initializer("$L()", maker);
    }

    private static FieldSpec field(PropertyPlan property) {
        TypeName type = property.field();
        FieldSpec.Builder field = FieldSpec.builder(
                property.isNullable()
                        ? type.annotated(AnnotationSpec.builder(Nullable.class).build())
                        : type,
                property.name(),
                Modifier.PUBLIC);
        String comment = property.column().comment();
        if (comment != null && !CommentText.lines(comment).isEmpty()) {
            field.addJavadoc("$L\n", CommentText.lines(comment));
        }
        if (property.key() != KeyRole.NONE) {
            AnnotationSpec.Builder id = AnnotationSpec.builder(Id.class);
            if (property.key() == KeyRole.NUMBER) {
                id.addMember("generated", "false");
            }
            field.addAnnotation(id.build());
        }
        Map<String, String> members = members(property);
        if (!members.isEmpty()) {
            AnnotationSpec.Builder column = AnnotationSpec.builder(Column.class);
            members.forEach((member, value) -> column.addMember(member, "$L", value));
            field.addAnnotation(column.build());
        }
        return field.build();
    }

    private static Map<String, String> members(PropertyPlan property) {
        Map<String, String> members = new LinkedHashMap<>();
        if (!JavaNames.snake(property.name()).equals(property.column().name())) {
            members.put("value", Literal.of(property.column().name()));
        }
        addType(members, property.type());
        if (property.isDeclaredRequired()) {
            members.put("nullable", "false");
        }
        if (property.unique()) {
            members.put("unique", "true");
        }
        switch (property.made()) {
            case DEFAULT -> members.put("defaulted", "true");
            case ALWAYS -> members.put("generated", "true");
            case ONCE -> {
                members.put("insertable", "false");
                members.put("updatable", "false");
            }
            case NONE -> {}
        }
        return members;
    }

    private static void addType(Map<String, String> members, Mapped type) {
        if (type.length() > 0) {
            members.put("length", String.valueOf(type.length()));
        }
        if (type.precision() > 0) {
            members.put("precision", String.valueOf(type.precision()));
        }
        if (type.scale() != 0) {
            members.put("scale", String.valueOf(type.scale()));
        }
        if (type.secondPrecision() >= 0) {
            members.put("secondPrecision", String.valueOf(type.secondPrecision()));
        }
        if (type.stored() == SqlType.JSON) {
            members.put("json", "true");
        }
        if (type.declared() != null) {
            members.put("type", Literal.of(type.declared()));
        }
    }

    private static TypeSpec.Builder type(EnumPlan plan) {
        TypeSpec.Builder type = TypeSpec.enumBuilder(plan.name())
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("The values of $L, in its order.\n", CommentText.line(plan.origin()));
        plan.labels().forEach((constant, label) -> {
            TypeSpec.Builder body = TypeSpec.anonymousClassBuilder("");
            if (!constant.equals(label)) {
                body.addAnnotation(AnnotationSpec.builder(Label.class)
                        .addMember("value", "$L", Literal.of(label))
                        .build());
            }
            type.addEnumConstant(constant, body.build());
        });
        return type;
    }
}
