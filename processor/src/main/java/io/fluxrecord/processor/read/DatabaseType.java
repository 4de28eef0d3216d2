package io.fluxrecord.processor.read;

import io.fluxrecord.processor.plan.Storage;
import io.fluxrecord.processor.report.CompileError;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlType;
import java.util.Optional;
import javax.lang.model.element.VariableElement;

/** Reads {@code @Column(type)}, which enters SQL as it stands, so it is the name of a type and nothing else. */
final class DatabaseType {

    private final ModelScope scope;

    DatabaseType(ModelScope scope) {
        this.scope = scope;
    }

    /** Return how a property is stored in a column of such a type, having reported what is none. */
    Optional<Storage> read(VariableElement variable, Storage storage, String type) {
        if (!Column.isTypeName(type)) {
            scope.problem(CompileError.COLUMN_TYPE, variable, ModelScope.describe(variable), type);
            return Optional.empty();
        }
        boolean text = storage.sqlType() == SqlType.TEXT || storage.sqlType() == SqlType.TEXT_ARRAY;
        return Optional.of(text ? storage.asNamed() : storage);
    }
}
