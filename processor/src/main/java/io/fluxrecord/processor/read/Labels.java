package io.fluxrecord.processor.read;

import com.palantir.javapoet.ClassName;
import io.fluxrecord.annotation.Label;
import io.fluxrecord.processor.plan.Conversion;
import io.fluxrecord.processor.plan.Storage;
import io.fluxrecord.processor.report.CompileError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/** Reads what the constants of an enum are stored as: their {@code @Label}, or else their name. */
final class Labels {

    private final ModelScope scope;

    Labels(ModelScope scope) {
        this.scope = scope;
    }

    /** Return the conversion of an enum. */
    static Conversion.ByName conversion(TypeElement constants, Optional<String> unknown) {
        return new Conversion.ByName(ClassName.get(constants), unknown, of(constants));
    }

    /** Return the labels by the name of the constant, of those constants that have one. */
    private static Map<String, String> of(TypeElement constants) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (Element member : constants.getEnclosedElements()) {
            Label label = member.getAnnotation(Label.class);
            if (member.getKind() == ElementKind.ENUM_CONSTANT && label != null) {
                labels.put(member.getSimpleName().toString(), label.value());
            }
        }
        return labels;
    }

    /** Report a label of a property, and constants of its enum that are stored alike; return whether all is well. */
    boolean accepts(VariableElement variable, TypeMirror type, Storage storage) {
        if (AnnotationValues.has(variable, Label.class)) {
            scope.problem(
                    CompileError.CONTRADICTION,
                    variable,
                    ModelScope.describe(variable),
                    "is @Label but no constant of an enum",
                    "remove it");
            return false;
        }
        return !(storage.conversion().orElse(null) instanceof Conversion.ByName)
                || areDistinct(variable, type, Symbols.element(type));
    }

    private boolean areDistinct(VariableElement variable, TypeMirror type, TypeElement constants) {
        Map<String, String> labels = of(constants);
        Map<String, String> constantByLabel = new LinkedHashMap<>();
        for (Element member : constants.getEnclosedElements()) {
            if (member.getKind() != ElementKind.ENUM_CONSTANT) {
                continue;
            }
            String name = member.getSimpleName().toString();
            String label = labels.getOrDefault(name, name);
            String other = constantByLabel.putIfAbsent(label, name);
            if (other != null) {
                scope.problem(
                        CompileError.LABELS,
                        variable,
                        ModelScope.describe(variable),
                        ModelScope.describe(type),
                        other,
                        name,
                        label);
                return false;
            }
        }
        return true;
    }
}
