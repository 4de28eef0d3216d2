package io.fluxrecord.processor.read;

import com.palantir.javapoet.ClassName;
import io.fluxrecord.annotation.Table;
import io.fluxrecord.processor.plan.ModelPlan;
import io.fluxrecord.processor.report.CompileError;
import io.fluxrecord.processor.report.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;

/** Reads a model: every rule is checked, so that a plan is only made of a model that can be written. */
public final class ModelReader {

    private final Symbols symbols;

    public ModelReader(Symbols symbols) {
        this.symbols = symbols;
    }

    /** Return whether a type is one to read. */
    public boolean isModel(TypeElement type) {
        return symbols.isModel(type);
    }

    /** Return the name of the class to generate; {@code Model} computes the same at run time. */
    public ClassName generatedName(TypeElement model) {
        String binaryName = symbols.elements().getBinaryName(model).toString();
        String packageName =
                symbols.elements().getPackageOf(model).getQualifiedName().toString();
        String local = packageName.isEmpty() ? binaryName : binaryName.substring(packageName.length() + 1);
        return ClassName.get(packageName, local.replace('$', '_') + "_");
    }

    /** Return the plan of a model, or nothing when there are problems. */
    public Optional<ModelPlan> read(TypeElement model, Problems problems) {
        ModelScope scope = new ModelScope(model, symbols, problems);
        new ClassRules(scope).check();
        HookReader hooks = new HookReader(scope);
        if (symbols.isReadOnly(model)) {
            new ReadOnlyRules(scope).check(hooks.overridden());
        }
        String table = table(scope);
        Renames renames = new Renames(scope);
        RelationReader relations = new RelationReader(scope, renames);
        List<Declared> declared = columns(scope, renames, relations);
        List<Declared> columns = new UniqueColumns(scope).of(declared, relations.relations());
        if (problems.isEmpty()) {
            renames.check(declared);
        }
        ModelPlan plan = new ModelPlan(
                model,
                ClassName.get(model),
                generatedName(model),
                symbols.isReadOnly(model),
                isPublic(model),
                symbols.hasGenerated(model),
                new WarningReader(scope).read(declared, relations.origins()),
                Optional.ofNullable(model.getAnnotation(Table.class))
                        .map(Table::schema)
                        .filter(schema -> !schema.isEmpty()),
                table,
                columns.stream().map(Declared::column).toList(),
                relations.relations(),
                KeyReader.sequence(columns),
                hooks.overridden(),
                hooks.ofMixins());
        return problems.isEmpty() ? Optional.of(plan) : Optional.empty();
    }

    private static String table(ModelScope scope) {
        TypeElement model = scope.model();
        for (String member : List.of("value", "schema")) {
            if (AnnotationValues.isBlank(model, Table.class, member)) {
                String what = member.equals("value") ? "table" : "schema";
                scope.problem(CompileError.EMPTY_NAME, model, model.getQualifiedName(), what);
            }
        }
        return Optional.ofNullable(model.getAnnotation(Table.class))
                .map(Table::value)
                .filter(name -> !name.isEmpty())
                .orElse(Names.snake(model.getSimpleName().toString()));
    }

    private static List<Declared> columns(ModelScope scope, Renames renames, RelationReader relations) {
        Definitions definitions = new Definitions(scope, renames);
        MixinReader mixins = new MixinReader(scope, renames);
        AttributeReader attributes = new AttributeReader(scope, definitions);
        List<VariableElement> fields = storedFields(scope);
        KeyReader key = new KeyReader(scope, mixins.hasUuidKey(), fields);
        FieldReader reader = new FieldReader(scope, mixins, attributes, key, definitions, relations);

        key.check();
        List<Declared> read =
                fields.stream().flatMap(field -> reader.read(field).stream()).toList();
        return Stream.of(
                        mixins.key(),
                        read.stream().filter(d -> d.column().role().isKey()).toList(),
                        read.stream().filter(d -> !d.column().role().isKey()).toList(),
                        attributes.read(),
                        mixins.columns())
                .flatMap(List::stream)
                .toList();
    }

    private static List<VariableElement> storedFields(ModelScope scope) {
        List<VariableElement> stored = new ArrayList<>();
        for (DeclaredType type : scope.symbols().classes(scope.model())) {
            for (VariableElement field : ElementFilter.fieldsIn(type.asElement().getEnclosedElements())) {
                if (FieldReader.isStored(field)) {
                    stored.add(field);
                } else {
                    FieldReader.checkUnstored(scope, field);
                }
            }
        }
        return stored;
    }

    static boolean isPublic(TypeElement model) {
        return Symbols.outwards(model).allMatch(type -> type.getModifiers().contains(Modifier.PUBLIC));
    }
}
