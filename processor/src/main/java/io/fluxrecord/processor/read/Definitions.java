package io.fluxrecord.processor.read;

import io.fluxrecord.annotation.Column;
import io.fluxrecord.processor.plan.ColumnDefinition;
import io.fluxrecord.processor.plan.Form;
import io.fluxrecord.processor.plan.Storage;
import io.fluxrecord.processor.report.CompileError;
import java.util.Optional;
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
        int scale = scale(variable, property, storage);
        if (column == null) {
            return new ColumnDefinition(renames.column(property, snake), shortest, 0, scale, nullable, false);
        }
        if (AnnotationValues.isBlank(variable, Column.class, "value")) {
            scope.problem(CompileError.EMPTY_NAME, variable, ModelScope.describe(variable), "column");
        }
        return new ColumnDefinition(
                renames.column(property, column.value().isEmpty() ? snake : column.value()),
                Math.max(shortest, column.length()),
                column.precision(),
                scale,
                nullable && column.nullable(),
                column.unique(),
                Optional.of(column.type()).filter(type -> !type.isEmpty()),
                new WrittenReader(scope).read(variable, column));
    }

    /** Return the number of digits after the point: of a number, or of the seconds of a time. */
    private int scale(VariableElement variable, String property, Storage storage) {
        Column column = variable.getAnnotation(Column.class);
        int declared = column == null ? SecondPrecision.DEFAULT : column.secondPrecision();
        SecondPrecision precision = new SecondPrecision(scope, variable, ModelScope.describe(variable));
        int ofSeconds = precision.read(storage.sqlType(), renames.secondPrecision(property, declared));
        if (SecondPrecision.isTime(storage.sqlType())) {
            return ofSeconds;
        }
        return column == null ? 0 : column.scale();
    }
}
