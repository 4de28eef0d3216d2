package io.fluxrecord.processor.read;

import io.fluxrecord.annotation.Column;
import io.fluxrecord.processor.plan.ColumnDefinition;
import io.fluxrecord.processor.plan.Form;
import io.fluxrecord.processor.plan.Storage;
import io.fluxrecord.processor.report.CompileError;
import javax.lang.model.element.VariableElement;

/** Reads {@code @Column}, which a property need not have. */
final class Definitions {

    private final ModelScope scope;
    private final Renames renames;

    Definitions(ModelScope scope, Renames renames) {
        this.scope = scope;
        this.renames = renames;
    }

    /**
     * Return the definition of a property's column.
     *
     * @param property the name of the property, of which the column's name is made
     * @param nullable whether the type and role of the property let the column take nulls
     */
    ColumnDefinition read(VariableElement variable, String property, Storage storage, boolean nullable) {
        Column column = variable.getAnnotation(Column.class);
        int shortest = storage.form() == Form.CHARACTER ? 1 : 0;
        String snake = Names.snake(property);
        if (column == null) {
            return new ColumnDefinition(renames.column(property, snake), shortest, 0, 0, nullable, false);
        }
        if (AnnotationValues.isBlank(variable, Column.class, "value")) {
            scope.problem(CompileError.EMPTY_NAME, variable, ModelScope.describe(variable), "column");
        }
        return new ColumnDefinition(
                renames.column(property, column.value().isEmpty() ? snake : column.value()),
                Math.max(shortest, column.length()),
                column.precision(),
                column.scale(),
                nullable && column.nullable(),
                column.unique());
    }
}
