package io.fluxrecord.processor.read;

import com.palantir.javapoet.TypeName;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Convert;
import io.fluxrecord.annotation.UnknownAs;
import io.fluxrecord.processor.plan.Conversion;
import io.fluxrecord.processor.plan.Form;
import io.fluxrecord.processor.plan.Storage;
import io.fluxrecord.processor.plan.Storage.Kind;
import io.fluxrecord.processor.report.CompileError;
import io.fluxrecord.sql.SqlType;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Finds out how a field, attribute or component is stored. */
final class StorageReader {

    private final ModelScope scope;

    StorageReader(ModelScope scope) {
        this.scope = scope;
    }

    /**
     * Return how a variable is stored, having reported why it is not.
     *
     * @param property what it is called in a record
     */
    Optional<Storage> read(VariableElement variable, TypeMirror type, String property) {
        Optional<Storage> storage = AnnotationValues.has(variable, Convert.class)
                ? new ConverterReader(scope).read(variable, type)
                : find(variable, type, property);
        if (storage.isEmpty()) {
            if (!AnnotationValues.has(variable, Convert.class)) {
                unmappable(variable, type);
            }
            return Optional.empty();
        }
        if (!scope.canName(type, variable)) {
            return Optional.empty();
        }
        return asAnnotated(variable, type, storage.get());
    }

    /** Return a storage with what {@code @Column} and {@code @UnknownAs} say about it. */
    Optional<Storage> asAnnotated(VariableElement variable, TypeMirror type, Storage storage) {
        Column column = variable.getAnnotation(Column.class);
        if (!new Labels(scope).accepts(variable, type, storage)) {
            return Optional.empty();
        }
        Optional<Storage> stored = isJson(variable) ? json(variable, storage) : Optional.of(storage);
        UnknownAs unknown = variable.getAnnotation(UnknownAs.class);
        Optional<Storage> known = unknown == null
                ? stored
                : stored.flatMap(of -> new UnknownAsReader(scope).read(variable, type, of, unknown.value()));
        return column == null || column.type().isEmpty()
                ? known
                : known.flatMap(of -> new DatabaseType(scope).read(variable, of, column.type()));
    }

    /** Return how a variable is stored without a converter of the application. */
    Optional<Storage> find(VariableElement variable, TypeMirror type, String property) {
        TypeMirror boxed = scope.symbols().boxed(type);
        if (isJson(variable) && !Symbols.name(boxed).equals("java.lang.String")) {
            String name = scope.model().getSimpleName() + "." + property;
            return Optional.of(text().behind(new Conversion.Json(TypeName.get(boxed), name)));
        }
        if (type.getKind() == TypeKind.DECLARED && Symbols.element(type).getKind() == ElementKind.ENUM) {
            return Optional.of(text().behind(Labels.conversion(Symbols.element(type), Optional.empty())));
        }
        return StoredTypes.find(boxed);
    }

    private static boolean isJson(VariableElement variable) {
        Column column = variable.getAnnotation(Column.class);
        return column != null && column.json();
    }

    private static Storage text() {
        return new Storage(SqlType.TEXT, TypeName.get(String.class), Form.PLAIN, Kind.TEXT, Optional.empty());
    }

    private Optional<Storage> json(VariableElement variable, Storage storage) {
        if (storage.form() != Form.PLAIN || storage.sqlType() != SqlType.TEXT) {
            scope.problem(
                    CompileError.CONTRADICTION,
                    variable,
                    ModelScope.describe(variable),
                    "is @Column(json = true) but its converter does not make text",
                    "let it convert to String, or remove it");
            return Optional.empty();
        }
        return Optional.of(storage.asJson());
    }

    private void unmappable(VariableElement variable, TypeMirror type) {
        scope.problem(
                CompileError.UNMAPPABLE_TYPE,
                variable,
                ModelScope.describe(variable),
                ModelScope.describe(type),
                advice(variable, type));
    }

    private static String advice(VariableElement variable, TypeMirror type) {
        if (variable.getModifiers().contains(Modifier.STATIC)) {
            return "@Convert with a converter, or let the attribute hold another type";
        }
        boolean isRecord =
                type.getKind() == TypeKind.DECLARED && Symbols.element(type).getKind() == ElementKind.RECORD;
        return (isRecord ? "@Embedded, " : "") + "@Column(json = true), @Convert with a converter, or @Transient";
    }
}
