package io.fluxrecord.processor.read;

import io.fluxrecord.annotation.Convert;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.processor.plan.Conversion;
import io.fluxrecord.processor.plan.Storage;
import io.fluxrecord.processor.report.CompileError;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/** Reads {@code @UnknownAs}: it needs an enum that has the constant, and no key, as that of the row would be lost. */
final class UnknownAsReader {

    private final ModelScope scope;

    UnknownAsReader(ModelScope scope) {
        this.scope = scope;
    }

    Optional<Storage> read(VariableElement variable, TypeMirror type, Storage storage, String constant) {
        Optional<String> refusal = refusal(variable, type, storage, constant);
        if (refusal.isPresent()) {
            scope.problem(CompileError.UNKNOWN_AS, variable, ModelScope.describe(variable), constant, refusal.get());
            return Optional.empty();
        }
        return Optional.of(storage.behind(Labels.conversion(Symbols.element(type), Optional.of(constant))));
    }

    private static Optional<String> refusal(
            VariableElement variable, TypeMirror type, Storage storage, String constant) {
        if (AnnotationValues.has(variable, Convert.class)) {
            return Optional.of("its converter reads it: let that decide, and remove it");
        }
        if (!(storage.conversion().orElse(null) instanceof Conversion.ByName)) {
            return Optional.of("it is no enum: remove it");
        }
        if (AnnotationValues.has(variable, Id.class)) {
            return Optional.of("it is a part of the key, and its row would not be found by another one: remove it");
        }
        List<String> constants = Symbols.element(type).getEnclosedElements().stream()
                .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
                .map(member -> member.getSimpleName().toString())
                .toList();
        return constants.contains(constant)
                ? Optional.empty()
                : Optional.of(ModelScope.describe(type) + " has no such constant: name one of "
                        + String.join(", ", constants));
    }
}
