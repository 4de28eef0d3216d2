package io.fluxrecord.processor.read;

import io.fluxrecord.annotation.ColumnName;
import io.fluxrecord.annotation.Table;
import io.fluxrecord.processor.report.CompileError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The column names that {@code @Table(columns)} gives to properties which have no field to annotate. */
final class Renames {

    private final ModelScope scope;
    private final Map<String, String> columns = new LinkedHashMap<>();

    Renames(ModelScope scope) {
        this.scope = scope;
        Table table = scope.model().getAnnotation(Table.class);
        if (table == null) {
            return;
        }
        for (ColumnName name : table.columns()) {
            if (name.column().isBlank()) {
                String model = scope.model().getQualifiedName().toString();
                scope.problem(CompileError.EMPTY_NAME, scope.model(), model + "." + name.property(), "column");
            }
            columns.put(name.property(), name.column());
        }
    }

    /** Return the name of the column of a property. */
    String column(String property, String otherwise) {
        return columns.getOrDefault(property, otherwise);
    }

    /** Report the names that were meant for properties which the model does not have. */
    void check(List<Declared> declared) {
        TreeSet<String> properties = new TreeSet<>();
        declared.forEach(d -> properties.add(d.column().property()));
        columns.keySet().stream()
                .filter(property -> !properties.contains(property))
                .forEach(property -> scope.problem(
                        CompileError.UNKNOWN_PROPERTY,
                        scope.model(),
                        scope.model().getQualifiedName(),
                        property,
                        String.join(", ", properties)));
    }
}
