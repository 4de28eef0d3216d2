package io.fluxrecord.processor.read;

import io.fluxrecord.SoftDeletable;
import io.fluxrecord.UuidKey;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.processor.report.CompileError;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;

/** What a model whose records are only read may not have: what is of use for writing alone. */
final class ReadOnlyRules {

    private final ModelScope scope;

    ReadOnlyRules(ModelScope scope) {
        this.scope = scope;
    }

    /** Report mixins and hooks of writes. */
    void check(List<Lifecycle> overridden) {
        TypeElement model = scope.model();
        Stream.of(SoftDeletable.class, UuidKey.class)
                .filter(mixin -> scope.symbols().isAssignable(scope.type(), mixin))
                .forEach(mixin -> problem(model, "implements " + mixin.getSimpleName(), "map its column to a field"));
        overridden.stream()
                .filter(event -> event != Lifecycle.AFTER_LOAD)
                .forEach(event -> problem(
                        model, "overrides " + HookRules.method(event) + "(), which is never called", "remove it"));
    }

    private void problem(TypeElement model, String what, String advice) {
        scope.problem(
                CompileError.CONTRADICTION, model, model.getQualifiedName(), "is a ReadOnlyRecord and " + what, advice);
    }
}
