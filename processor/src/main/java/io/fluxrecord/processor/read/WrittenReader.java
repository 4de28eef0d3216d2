package io.fluxrecord.processor.read;

import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Sequence;
import io.fluxrecord.generated.Written;
import io.fluxrecord.processor.report.CompileError;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.VariableElement;

/** Reads from {@code @Column} which statements write a column. */
final class WrittenReader {

    private final ModelScope scope;

    WrittenReader(ModelScope scope) {
        this.scope = scope;
    }

    /** Return which statements write the column of a property, having reported what cannot be. */
    Written read(VariableElement variable, Column column) {
        Written written = written(column);
        if (written != Written.ALWAYS) {
            refusal(variable, column)
                    .ifPresent(refusal -> scope.problem(
                            CompileError.CONTRADICTION,
                            variable,
                            ModelScope.describe(variable),
                            refusal.what,
                            refusal.advice));
        }
        return written;
    }

    private static Written written(Column column) {
        if (column.generated()) {
            return Written.GENERATED;
        }
        if (column.defaulted()) {
            return column.updatable() ? Written.UNLESS_NULL : Written.ONCE_UNLESS_NULL;
        }
        if (column.insertable()) {
            return column.updatable() ? Written.ALWAYS : Written.ONCE;
        }
        return column.updatable() ? Written.LATER : Written.NEVER;
    }

    private record Refusal(String what, String advice) {}

    private static Optional<Refusal> refusal(VariableElement variable, Column column) {
        boolean key = AnnotationValues.has(variable, Id.class);
        if (column.defaulted() && variable.asType().getKind().isPrimitive()) {
            return refused("is defaulted but primitive, so that it is never null", "use the wrapper type");
        }
        if (column.defaulted() && (column.generated() || !column.insertable())) {
            return refused("is defaulted but not inserted", "remove the one or the other");
        }
        if (key && (column.generated() || !column.insertable())) {
            return refused("is part of the key but not inserted", "make it defaulted, or let the key be generated");
        }
        if (column.defaulted() && AnnotationValues.has(variable, Sequence.class)) {
            return refused("is both @Sequence and defaulted", "remove the one or the other");
        }
        Element owner = variable.getEnclosingElement();
        return owner != null && owner.getKind() == ElementKind.RECORD
                ? refused("is part of an embedded value but not written with it", "make it a field of the model")
                : Optional.empty();
    }

    private static Optional<Refusal> refused(String what, String advice) {
        return Optional.of(new Refusal(what, advice));
    }
}
