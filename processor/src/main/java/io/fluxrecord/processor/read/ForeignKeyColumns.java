package io.fluxrecord.processor.read;

import io.fluxrecord.annotation.Column;
import io.fluxrecord.generated.Role;
import io.fluxrecord.generated.Written;
import io.fluxrecord.processor.plan.ColumnDefinition;
import io.fluxrecord.processor.plan.ColumnPlan;
import io.fluxrecord.processor.plan.Place;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.VariableElement;

/** Makes the columns of a relation to one: each is as the column of the other key that it refers to. */
final class ForeignKeyColumns {

    private final ModelScope scope;
    private final Renames renames;

    ForeignKeyColumns(ModelScope scope, Renames renames) {
        this.scope = scope;
        this.renames = renames;
    }

    /**
     * Return the columns of a field.
     *
     * @param key that of the model that it refers to
     */
    List<KeyPart> of(VariableElement field, List<KeyPart> key, Place.Legible place) {
        List<KeyPart> parts = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            ColumnPlan other = key.get(i).column();
            String property = field.getSimpleName() + Names.capitalized(other.property());
            ColumnPlan column = new ColumnPlan(
                    property,
                    other.type(),
                    other.storage(),
                    new Place.KeyPart(place, i),
                    KeyReader.isId(field) ? Role.KEY : Role.PLAIN,
                    definition(field, property, other.definition(), key.size()));
            parts.add(new KeyPart(column, key.get(i).type()));
        }
        return parts;
    }

    private ColumnDefinition definition(VariableElement field, String property, ColumnDefinition other, int columns) {
        Column column = field.getAnnotation(Column.class);
        boolean named = column != null && columns == 1 && !column.value().isEmpty();
        String otherwise =
                named ? column.value() : Names.snake(field.getSimpleName().toString()) + "_" + other.name();
        boolean optional = column != null
                && column.nullable()
                && AnnotationValues.isWritten(field, Column.class, "nullable")
                && !KeyReader.isId(field);
        return new ColumnDefinition(
                renames.column(property, otherwise),
                other.length(),
                other.precision(),
                other.scale(),
                optional,
                column != null && column.unique(),
                other.declaredType(),
                column == null ? Written.ALWAYS : new WrittenReader(scope).read(field, column));
    }
}
