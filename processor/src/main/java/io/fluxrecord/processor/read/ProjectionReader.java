package io.fluxrecord.processor.read;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.fluxrecord.annotation.Projection;
import io.fluxrecord.processor.plan.ProjectionPlan;
import io.fluxrecord.processor.plan.Storage;
import io.fluxrecord.processor.report.CompileError;
import io.fluxrecord.processor.report.Problems;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads the records that queries emit. */
public final class ProjectionReader {

    private final Symbols symbols;

    public ProjectionReader(Symbols symbols) {
        this.symbols = symbols;
    }

    public boolean isProjection(TypeElement type) {
        return AnnotationValues.has(type, Projection.class);
    }

    /** Return the plan of a projection, or nothing when there are problems. */
    public Optional<ProjectionPlan> read(TypeElement type, ClassName generated, Problems problems) {
        String reason = reason(type);
        if (reason != null) {
            problems.add(CompileError.PROJECTION, type, type.getQualifiedName(), reason);
            return Optional.empty();
        }
        List<ProjectionPlan.Component> components =
                type.getRecordComponents().stream().map(this::component).toList();
        return Optional.of(new ProjectionPlan(
                type,
                ClassName.get(type),
                generated,
                ModelReader.isPublic(type),
                symbols.hasGenerated(type),
                components));
    }

    private static @Nullable String reason(TypeElement type) {
        if (type.getKind() != ElementKind.RECORD) {
            return "is no Java record: make it one";
        }
        if (type.getRecordComponents().isEmpty()) {
            return "has no components: add some";
        }
        if (!type.getTypeParameters().isEmpty()) {
            return "has type parameters: write a record for each type";
        }
        for (Element around = type; around instanceof TypeElement; around = around.getEnclosingElement()) {
            if (around.getModifiers().contains(Modifier.PRIVATE)) {
                return "is private, or in a class that is: make it package-private";
            }
        }
        return null;
    }

    private ProjectionPlan.Component component(RecordComponentElement component) {
        TypeMirror type = component.asType();
        TypeMirror boxed = type.getKind().isPrimitive()
                ? symbols.types()
                        .boxedClass(symbols.types().getPrimitiveType(type.getKind()))
                        .asType()
                : type;
        Optional<Storage.Kind> kind = StoredTypes.find(boxed)
                .filter(storage -> !storage.sqlType().isArray())
                .map(Storage::kind);
        return new ProjectionPlan.Component(component.getSimpleName().toString(), TypeName.get(type), kind);
    }
}
