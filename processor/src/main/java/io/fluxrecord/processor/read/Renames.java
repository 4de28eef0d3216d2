package io.fluxrecord.processor.read;

import io.fluxrecord.annotation.ColumnName;
import io.fluxrecord.annotation.Table;
import io.fluxrecord.processor.report.CompileError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What {@code @Table(columns)} says of the columns of properties which have no field to annotate. */
final class Renames {

    private final ModelScope scope;
    private final Map<String, ColumnName> columns = new LinkedHashMap<>();

    Renames(ModelScope scope) {
        this.scope = scope;
        Table table = scope.model().getAnnotation(Table.class);
        if (table == null) {
            return;
        }
        for (ColumnName name : table.columns()) {
            boolean renames = name.secondPrecision() == SecondPrecision.DEFAULT
                    || !name.column().isEmpty();
            if (renames && name.column().isBlank()) {
                String model = scope.model().getQualifiedName().toString();
                scope.problem(CompileError.EMPTY_NAME, scope.model(), model + "." + name.property(), "column");
            }
            columns.put(name.property(), name);
        }
    }

    /** Return the name of the column of a property. */
    String column(String property, String otherwise) {
        ColumnName known = columns.get(property);
        return known == null || known.column().isEmpty() ? otherwise : known.column();
    }

    /** Return how many digits of a second the column of a property keeps. */
    int secondPrecision(String property, int otherwise) {
        ColumnName known = columns.get(property);
        return known == null || known.secondPrecision() == SecondPrecision.DEFAULT
                ? otherwise
                : known.secondPrecision();
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
