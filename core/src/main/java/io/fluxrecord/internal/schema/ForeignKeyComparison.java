package io.fluxrecord.internal.schema;

import io.fluxrecord.catalog.CatalogForeignKey;
import io.fluxrecord.catalog.CatalogNames;
import io.fluxrecord.catalog.CatalogTable;
import io.fluxrecord.catalog.Difference.Kind;
import io.fluxrecord.generated.ForeignKey;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The relations of a model beside the foreign keys of its table. */
final class ForeignKeyComparison {

    private final CatalogTable table;
    private final CatalogNames names;
    private final Findings findings;

    ForeignKeyComparison(CatalogTable table, CatalogNames names, Findings findings) {
        this.table = table;
        this.names = names;
        this.findings = findings;
    }

    /** Compare a relation with the foreign keys. */
    void compare(ForeignKey relation, Mapping<?> target) {
        List<String> columns = names(relation.columns());
        List<String> key = names(
                Arrays.stream(target.keyColumns()).mapToObj(target::column).toList());
        if (table.foreignKeys().stream().anyMatch(known -> isOf(known, columns, key) && isTo(known, target.table()))) {
            return;
        }
        String column = columns.size() == 1 ? columns.get(0) : null;
        String wanted = target.table().name() + " " + key;
        Optional<CatalogForeignKey> elsewhere = table.foreignKeys().stream()
                .filter(known -> known.columns().size() == columns.size()
                        && known.columns().stream().allMatch(own -> indexOf(columns, own) >= 0))
                .findFirst();
        elsewhere.ifPresentOrElse(
                known -> findings.add(
                        Kind.FOREIGN_KEY_ELSEWHERE,
                        column,
                        "refers by foreign key " + known.name() + " to " + known.table() + " " + known.references()
                                + ", and " + relation.property() + " refers to " + wanted
                                + "; let both refer to the same"),
                () -> findings.add(
                        Kind.FOREIGN_KEY_MISSING,
                        column,
                        "has no foreign key of " + columns + " to " + wanted + " for " + relation.property()
                                + ", so that a row may refer to none; add one"));
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    private boolean isOf(CatalogForeignKey known, List<String> columns, List<String> key) {
        if (known.columns().size() != columns.size()) {
            return false;
        }
        for (int i = 0; i < columns.size(); i++) {
            int own = indexOf(columns, known.columns().get(i));
            if (own < 0 || !names.isSameColumn(known.references().get(i), key.get(own))) {
                return false;
            }
        }
        return true;
    }

    private int indexOf(List<String> columns, String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (names.isSameColumn(columns.get(i), name)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isTo(CatalogForeignKey known, Table target) {
        return names.isSameTable(known.table(), target.name())
                && (target.schema() == null
                        ? names.searchPath().stream().anyMatch(schema -> names.isSameTable(known.schema(), schema))
                        : names.isSameTable(known.schema(), target.schema()));
    }
}
