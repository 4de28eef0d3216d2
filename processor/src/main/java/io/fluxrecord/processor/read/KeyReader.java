package io.fluxrecord.processor.read;

import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Embedded;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Sequence;
import io.fluxrecord.generated.Role;
import io.fluxrecord.processor.plan.Form;
import io.fluxrecord.processor.plan.SequencePlan;
import io.fluxrecord.processor.plan.Storage;
import io.fluxrecord.processor.report.CompileError;
import io.fluxrecord.sql.SqlType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Decides which fields are the key, and who generates it. */
final class KeyReader {

    private static final Set<SqlType> GENERATED = Set.of(SqlType.SMALLINT, SqlType.INTEGER, SqlType.BIGINT);

    private static final Set<SqlType> INCOMPARABLE = Set.of(SqlType.BINARY, SqlType.JSON);

    /** More than this is a statement that takes its time, for keys that are mostly lost. */
    private static final int MAX_BLOCK = 10_000;

    private final ModelScope scope;
    private final boolean uuidKey;
    private final List<VariableElement> ids;

    /** Read the key of a model from all of its fields. */
    KeyReader(ModelScope scope, boolean uuidKey, List<VariableElement> fields) {
        this.scope = scope;
        this.uuidKey = uuidKey;
        ids = fields.stream().filter(KeyReader::isId).toList();
    }

    static boolean isId(VariableElement field) {
        return AnnotationValues.has(field, Id.class);
    }

    private static boolean hasSequence(VariableElement field) {
        return AnnotationValues.has(field, Sequence.class);
    }

    /** Report what makes the key as a whole unusable. */
    void check() {
        if (ids.isEmpty() && !uuidKey && !scope.symbols().isReadOnly(scope.model())) {
            scope.problem(CompileError.NO_KEY, scope.model(), scope.model().getQualifiedName());
        }
        if (uuidKey) {
            ids.forEach(id -> scope.problem(CompileError.TWO_KEYS, id, ModelScope.describe(id)));
        }
    }

    /** Report a field that cannot be part of a key, and return whether it can. */
    boolean accepts(VariableElement field, TypeMirror type) {
        Optional<String> reason = isId(field) ? refusal(field, type) : Optional.empty();
        reason.ifPresent(text -> scope.problem(CompileError.KEY_TYPE, field, ModelScope.describe(field), text));
        return reason.isEmpty();
    }

    private static Optional<String> refusal(VariableElement field, TypeMirror type) {
        Column column = field.getAnnotation(Column.class);
        if (AnnotationValues.has(field, Embedded.class)) {
            return Optional.of("@Embedded");
        }
        if (column != null && column.json()) {
            return Optional.of("JSON");
        }
        if (type.getKind() == TypeKind.ARRAY) {
            return Optional.of("an array");
        }
        return switch (Symbols.name(type)) {
            case "java.nio.ByteBuffer" -> Optional.of("a ByteBuffer");
            case "java.util.Optional" -> Optional.of("an Optional");
            default -> Optional.empty();
        };
    }

    /** Report a field that is stored in a way that cannot be part of a key, and return whether it can. */
    boolean accepts(VariableElement field, Storage storage) {
        boolean refused = isId(field)
                && (INCOMPARABLE.contains(storage.sqlType())
                        || storage.sqlType().isArray());
        if (refused) {
            String reason = "stored as " + storage.sqlType();
            scope.problem(CompileError.KEY_TYPE, field, ModelScope.describe(field), reason);
        }
        return !refused;
    }

    /** Return the role of a field. */
    Role role(VariableElement field, Storage storage) {
        if (!isId(field)) {
            return Role.PLAIN;
        }
        boolean whole = storage.conversion().isEmpty() && storage.form() == Form.PLAIN;
        boolean counted = ids.size() == 1 || hasSequence(field);
        boolean generated = counted && field.getAnnotation(Id.class).generated();
        return generated && whole && GENERATED.contains(storage.sqlType()) ? Role.IDENTITY : Role.KEY;
    }

    /** Report what is wrong with the sequence of a field, if it has one. */
    void checkSequence(VariableElement field, Role role) {
        Sequence sequence = field.getAnnotation(Sequence.class);
        if (sequence == null) {
            return;
        }
        boolean alone = ids.stream().filter(KeyReader::hasSequence).count() <= 1;
        if (role != Role.IDENTITY || !alone) {
            scope.problem(CompileError.SEQUENCE_KEY, field, ModelScope.describe(field));
        }
        if (sequence.value().isBlank()) {
            scope.problem(CompileError.EMPTY_NAME, field, ModelScope.describe(field), "sequence");
        }
        if (sequence.block() < 1 || sequence.block() > MAX_BLOCK) {
            scope.problem(CompileError.SEQUENCE_BLOCK, field, ModelScope.describe(field), sequence.block(), MAX_BLOCK);
        }
    }

    /** Return the sequence that the key of a model is taken from, which has been checked. */
    static Optional<SequencePlan> sequence(List<Declared> columns) {
        return columns.stream()
                .filter(declared -> declared.column().role() == Role.IDENTITY)
                .flatMap(declared -> Optional.ofNullable(declared.origin().getAnnotation(Sequence.class)).stream())
                .map(sequence -> new SequencePlan(sequence.value(), sequence.block()))
                .findFirst();
    }
}
