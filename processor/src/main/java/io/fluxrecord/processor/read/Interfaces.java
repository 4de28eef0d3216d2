package io.fluxrecord.processor.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** The interfaces of a model, each once: those of superclasses first, then as declared, an interface after its own. */
final class Interfaces {

    private final Map<String, TypeElement> found = new LinkedHashMap<>();

    private Interfaces() {}

    static List<TypeElement> of(ModelScope scope) {
        Interfaces interfaces = new Interfaces();
        for (DeclaredType type : scope.symbols().classes(scope.model())) {
            interfaces.addAll(Symbols.element(type));
        }
        return new ArrayList<>(interfaces.found.values());
    }

    private void addAll(TypeElement type) {
        for (TypeMirror mirror : type.getInterfaces()) {
            TypeElement mixin = Symbols.element(mirror);
            addAll(mixin);
            found.putIfAbsent(mixin.getQualifiedName().toString(), mixin);
        }
    }
}
