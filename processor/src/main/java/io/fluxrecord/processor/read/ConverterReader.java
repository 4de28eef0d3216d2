package io.fluxrecord.processor.read;

import com.palantir.javapoet.ClassName;
import io.fluxrecord.annotation.Convert;
import io.fluxrecord.mapping.Converter;
import io.fluxrecord.processor.plan.Conversion;
import io.fluxrecord.processor.plan.Form;
import io.fluxrecord.processor.plan.Storage;
import io.fluxrecord.processor.report.CompileError;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** Reads {@code @Convert}: the converter must be usable, and fit the property on one side and a column on the other. */
final class ConverterReader {

    private final ModelScope scope;

    ConverterReader(ModelScope scope) {
        this.scope = scope;
    }

    Optional<Storage> read(VariableElement variable, TypeMirror type) {
        DeclaredType converter = AnnotationValues.classValue(variable, Convert.class);
        TypeElement element = Symbols.element(converter);
        String name = element.getQualifiedName().toString();
        if (!isUsable(element)) {
            reportUnusable(variable, element, name);
            return Optional.empty();
        }
        List<? extends TypeMirror> arguments = scope.symbols()
                .supertype(converter, Converter.class)
                .map(DeclaredType::getTypeArguments)
                .orElse(List.of());
        TypeMirror boxed = scope.symbols().boxed(type);
        String wanted = ModelScope.describe(boxed);
        if (arguments.size() != 2 || !scope.symbols().types().isSameType(arguments.get(0), boxed)) {
            String found = arguments.size() == 2 ? ModelScope.describe(arguments.get(0)) : "any type";
            scope.problem(
                    CompileError.CONVERTER_VALUE,
                    variable,
                    ModelScope.describe(variable),
                    ModelScope.describe(type),
                    name,
                    found,
                    wanted);
            return Optional.empty();
        }
        Optional<Storage> storage = StoredTypes.find(arguments.get(1)).filter(stored -> stored.form() != Form.LIST);
        if (storage.isEmpty()) {
            scope.problem(
                    CompileError.CONVERTER_STORED,
                    variable,
                    ModelScope.describe(variable),
                    name,
                    ModelScope.describe(arguments.get(1)));
        }
        return storage.map(stored -> stored.behind(new Conversion.Custom(ClassName.get(element))));
    }

    private void reportUnusable(VariableElement variable, TypeElement converter, String name) {
        boolean near = scope.symbols().elements().getPackageOf(converter).equals(scope.place());
        scope.problem(
                CompileError.CONVERTER_CLASS,
                variable,
                ModelScope.describe(variable),
                name,
                near ? "non-private" : "public");
    }

    private boolean isUsable(TypeElement converter) {
        boolean isStatic = converter.getNestingKind() == NestingKind.TOP_LEVEL
                || converter.getModifiers().contains(Modifier.STATIC);
        return converter.getKind() == ElementKind.CLASS
                && isStatic
                && !converter.getModifiers().contains(Modifier.ABSTRACT)
                && converter.getTypeParameters().isEmpty()
                && scope.symbols().isAccessible(converter, scope.place())
                && scope.symbols().isConstructible(converter, scope.place());
    }
}
