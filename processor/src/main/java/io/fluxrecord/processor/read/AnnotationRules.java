package io.fluxrecord.processor.read;

import io.fluxrecord.annotation.MappedSuperclass;
import io.fluxrecord.annotation.On;
import io.fluxrecord.annotation.Table;
import io.fluxrecord.processor.report.CompileError;
import io.fluxrecord.processor.report.Problems;
import javax.lang.model.element.ExecutableElement;
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
        if (AnnotationValues.has(type, Table.class) && !symbols.isModel(type)) {
            String reason = symbols.isRecord(type)
                    ? "is abstract: move it to the models, or use @MappedSuperclass"
                    : "does not extend ActiveRecord: extend it, or remove @Table";
            problems.add(CompileError.NOT_A_MODEL, type, type.getQualifiedName(), reason);
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
}
