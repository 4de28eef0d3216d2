package io.fluxrecord.processor.read;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.fluxrecord.Attribute;
import io.fluxrecord.annotation.Embedded;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Sequence;
import io.fluxrecord.annotation.Transient;
import io.fluxrecord.generated.Role;
import io.fluxrecord.processor.plan.ColumnPlan;
import io.fluxrecord.processor.plan.Place;
import io.fluxrecord.processor.report.CompileError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Reads the attributes that mixins of the application bring along. */
final class AttributeReader {

    private final ModelScope scope;
    private final Definitions definitions;

    AttributeReader(ModelScope scope, Definitions definitions) {
        this.scope = scope;
        this.definitions = definitions;
    }

    List<Declared> read() {
        List<Declared> attributes = new ArrayList<>();
        for (TypeElement mixin : Interfaces.of(scope)) {
            for (VariableElement constant : constants(mixin)) {
                read(mixin, constant).ifPresent(attributes::add);
            }
        }
        return attributes;
    }

    /** Return the mixin that has a property, for a field of that name to be refused; empty when there is none. */
    String owner(String property) {
        return Interfaces.of(scope).stream()
                .filter(mixin -> constants(mixin).stream()
                        .anyMatch(constant -> property(constant).equals(property)))
                .map(mixin -> mixin.getSimpleName().toString())
                .findFirst()
                .orElse("");
    }

    private static List<VariableElement> constants(TypeElement mixin) {
        return ElementFilter.fieldsIn(mixin.getEnclosedElements()).stream()
                .filter(field -> Symbols.name(field.asType()).equals(Attribute.class.getName()))
                .toList();
    }

    private static String property(VariableElement constant) {
        return Names.property(constant.getSimpleName().toString());
    }

    private Optional<Declared> read(TypeElement mixin, VariableElement constant) {
        List<? extends TypeMirror> arguments = ((DeclaredType) constant.asType()).getTypeArguments();
        TypeMirror type = arguments.isEmpty() ? constant.asType() : arguments.get(0);
        if (!scope.symbols().isAccessible(mixin, scope.place())) {
            scope.problem(
                    CompileError.INACCESSIBLE_FIELD,
                    constant,
                    ModelScope.describe(constant),
                    scope.place().getQualifiedName(),
                    "make " + mixin.getSimpleName() + " public");
            return Optional.empty();
        }
        Optional<String> misfit = Stream.of(Id.class, Sequence.class, Embedded.class, Transient.class)
                .filter(annotation -> AnnotationValues.has(constant, annotation))
                .map(Class::getSimpleName)
                .findFirst();
        if (misfit.isPresent()) {
            scope.problem(
                    CompileError.CONTRADICTION,
                    constant,
                    ModelScope.describe(constant),
                    "is an attribute and cannot be @" + misfit.get(),
                    "remove the annotation");
            return Optional.empty();
        }
        String property = property(constant);
        return new StorageReader(scope).read(constant, type, property).map(storage -> {
            Place place = new Place.Attribute(
                    ClassName.get(mixin), constant.getSimpleName().toString());
            return new Declared(
                    new ColumnPlan(
                            property,
                            TypeName.get(type),
                            storage,
                            place,
                            Role.PLAIN,
                            definitions.read(constant, property, storage, true)),
                    constant);
        });
    }
}
