package io.fluxrecord.processor.read;

import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.MappedSuperclass;
import io.fluxrecord.annotation.On;
import io.fluxrecord.annotation.Table;
import io.fluxrecord.processor.report.CompileError;
import io.fluxrecord.processor.report.Problems;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Where annotations may be. A misplaced one would be ignored in silence, as nothing else looks at it. */
public final class AnnotationRules {

    private final Symbols symbols;

    public AnnotationRules(Symbols symbols) {
        this.symbols = symbols;
    }

    /** Collect what is misplaced on a type and its methods. */
    public Problems check(TypeElement type) {
        Problems problems = new Problems();
        boolean table = AnnotationValues.has(type, Table.class);
        if (table && symbols.isRecord(type) && !symbols.isModel(type)) {
            String reason = "is abstract: move it to the models, or use @MappedSuperclass";
            problems.add(CompileError.NOT_A_MODEL, type, type.getQualifiedName(), "is annotated @Table", reason);
        } else if ((table || hasKey(type)) && !symbols.isRecord(type)) {
            String remedy = type.getKind() == ElementKind.RECORD
                    ? "is a Java record, which cannot extend ActiveRecord: make it a class, or remove "
                    : "does not extend ActiveRecord: extend it, or remove ";
            String what = table ? "is annotated @Table" : "has an @Id field";
            String reason = remedy + (table ? "@Table" : "@Id");
            problems.add(CompileError.NOT_A_MODEL, type, type.getQualifiedName(), what, reason);
        }
        if (AnnotationValues.has(type, MappedSuperclass.class) && (!symbols.isRecord(type) || symbols.isModel(type))) {
            problems.add(CompileError.NOT_A_SUPERCLASS, type, type.getQualifiedName());
        }
        HookRules hooks = new HookRules(symbols, problems);
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            if (AnnotationValues.has(method, On.class)) {
                hooks.accepts(type, method);
            }
        }
        return problems;
    }

    private static boolean hasKey(TypeElement type) {
        return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                .filter(field -> !field.getModifiers().contains(Modifier.STATIC))
                .anyMatch(field -> AnnotationValues.has(field, Id.class));
    }
}
