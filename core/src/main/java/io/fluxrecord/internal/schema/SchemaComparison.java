package io.fluxrecord.internal.schema;

import io.fluxrecord.catalog.Catalog;
import io.fluxrecord.catalog.CatalogColumn;
import io.fluxrecord.catalog.CatalogColumn.Generation;
import io.fluxrecord.catalog.CatalogTable;
import io.fluxrecord.catalog.Difference;
import io.fluxrecord.catalog.Difference.Kind;
import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.generated.MappedProperty;
import io.fluxrecord.generated.Role;
import io.fluxrecord.generated.Written;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.sql.Sequence;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A model beside what the catalog has of it. Only what makes a statement fail, or a value change, is a difference: a
 * column may be wider than its property, and a table may have more columns if rows can do without them.
 */
public final class SchemaComparison {

    private static final String OR_NO_RIGHT = ", or the user of the database has no right to see it; ";

    private final Mapping<?> mapping;
    private final boolean written;
    private final Catalog catalog;
    private final Dialect dialect;
    private final Function<Class<?>, Optional<Mapping<?>>> models;
    private final Findings findings;

    private SchemaComparison(
            Mapping<?> mapping,
            boolean written,
            Catalog catalog,
            Dialect dialect,
            Function<Class<?>, Optional<Mapping<?>>> models) {
        this.models = models;
        this.mapping = mapping;
        this.written = written;
        this.catalog = catalog;
        this.dialect = dialect;
        findings = new Findings(mapping);
    }

    /**
     * Return how a model differs from the database: its table first, then the columns in their order.
     *
     * @param written whether records of the model are written, and not only read
     * @param models finds those that relations refer to; empty where nothing can refer to the table, or view, of one
     */
    public static List<Difference> differences(
            Mapping<?> mapping,
            boolean written,
            Catalog catalog,
            Dialect dialect,
            Function<Class<?>, Optional<Mapping<?>>> models) {
        SchemaComparison comparison = new SchemaComparison(mapping, written, catalog, dialect, models);
        comparison.compare();
        return comparison.findings.all();
    }

    private void compare() {
        CatalogTable table = catalog.table(mapping.table());
        if (table == null) {
            findings.add(
                    Kind.MISSING_TABLE,
                    null,
                    "does not exist" + OR_NO_RIGHT + "create it, or name the right one with @Table");
        } else if (table.gap() != null) {
            findings.add(Kind.UNREADABLE, null, "cannot be read: " + table.gap() + "; grant the right");
        }
        compareSequence();
        if (table != null && !table.columns().isEmpty()) {
            if (written && !table.insertable()) {
                findings.add(
                        Kind.NOT_WRITABLE,
                        null,
                        "is a view that no row can be inserted into, and the model writes it; let the model extend"
                                + " ReadOnlyRecord, or give the view a trigger");
            }
            compareColumns(table);
            if (written) {
                new UniqueComparison(mapping, table, catalog.names(), dialect.catalog(), findings).compare();
                compareForeignKeys(table);
            }
        }
    }

    private void compareForeignKeys(CatalogTable table) {
        if (table.kind() != CatalogTable.Kind.TABLE) {
            return; // A view has none, and does not tell whether a table below has one.
        }
        ForeignKeyComparison comparison = new ForeignKeyComparison(table, catalog.names(), findings);
        mapping.generated()
                .foreignKeys()
                .forEach(relation ->
                        models.apply(relation.target()).ifPresent(target -> comparison.compare(relation, target)));
    }

    private void compareSequence() {
        Sequence sequence = mapping.sequence();
        if (sequence != null && catalog.sequence(sequence) == null) {
            findings.add(
                    Kind.MISSING_SEQUENCE,
                    null,
                    "takes its keys from sequence " + sequence.name() + ", which does not exist" + OR_NO_RIGHT
                            + "create it, or name the right one with @Sequence");
        }
    }

    private void compareColumns(CatalogTable table) {
        List<MappedProperty> properties = mapping.properties();
        for (int i = 0; i < properties.size(); i++) {
            MappedProperty property = properties.get(i);
            CatalogColumn column = catalog.column(table, property.column().name());
            try {
                compareColumn(table, i, column);
            } catch (ConfigurationException e) {
                String what = column == null
                        ? "does not exist"
                        : "is " + column.type().name();
                findings.add(
                        column == null ? Kind.MISSING_COLUMN : Kind.TYPE,
                        property.column().name(),
                        what + "; " + e.getMessage());
            }
        }
        if (written && table.kind() == CatalogTable.Kind.TABLE) {
            table.columns().forEach(this::requireMapped);
        }
    }

    private void compareColumn(CatalogTable table, int index, @Nullable CatalogColumn column) {
        MappedProperty property = mapping.properties().get(index);
        if (column == null) {
            findings.add(
                    Kind.MISSING_COLUMN,
                    property.column().name(),
                    "does not exist" + OR_NO_RIGHT + "add it as " + dialect.columnType(property.column())
                            + ", or name the right one with @Column");
            return;
        }
        if (written) {
            compareGeneration(table, property, column);
        }
        if (table.kind() == CatalogTable.Kind.TABLE) {
            compareNulls(property, column);
        }
        PropertyValues values = new PropertyValues(mapping, index, written);
        new TypeComparison(property.column(), values, column.type(), dialect, findings).compare();
    }

    private void compareGeneration(CatalogTable table, MappedProperty property, CatalogColumn column) {
        boolean made = column.defaultExpression() != null || column.generation() != Generation.NONE;
        boolean part = property.role().isKey() && property.written().isDefaulted();
        boolean left = part || (property.role() == Role.IDENTITY && mapping.sequence() == null);
        Written by = property.written();
        if (left && !made && table.kind() == CatalogTable.Kind.TABLE) {
            findings.add(
                    Kind.NOT_GENERATED,
                    column.name(),
                    "is a key that the database is to make, and it has neither an identity nor a default; make it one,"
                            + " or let the application set the key with "
                            + (part ? "@Column(defaulted = false)" : "@Id(generated = false)"));
        } else if (column.generation() == Generation.COMPUTED && (by.isInserted() || by.isUpdated())) {
            findings.add(
                    Kind.NOT_WRITABLE,
                    column.name(),
                    "is computed by the database, and the model writes it; say @Column(generated = true)");
        } else if (column.generation() == Generation.IDENTITY_ALWAYS && !left && (by.isInserted() || by.isUpdated())) {
            findings.add(
                    Kind.NOT_WRITABLE,
                    column.name(),
                    "is numbered by the database, which takes no other values, and the model writes it; say "
                            + (property.role().isKey() ? "@Id alone" : "@Column(generated = true)")
                            + ", or make it GENERATED BY DEFAULT");
        }
    }

    /** A computed column is not declared NOT NULL, and one that a trigger maintains is filled by it. */
    private void compareNulls(MappedProperty property, CatalogColumn column) {
        boolean nullable = property.column().nullable();
        Written by = property.written();
        if (!nullable && column.nullable() && column.generation() != Generation.COMPUTED) {
            findings.add(
                    Kind.NULLS_ALLOWED,
                    column.name(),
                    "takes nulls, which " + property.name() + " does not; make it NOT NULL, or the property nullable");
        } else if (written && !column.isOptional() && by != Written.GENERATED && !by.isInserted()) {
            findings.add(
                    Kind.NULLS_REFUSED,
                    column.name(),
                    "takes no nulls and has no default, and inserts leave it out; give it a default, let inserts write"
                            + " it, or say @Column(generated = true) if a trigger fills it");
        } else if (written && nullable && !column.isOptional() && by != Written.GENERATED) {
            findings.add(
                    Kind.NULLS_REFUSED,
                    column.name(),
                    "takes no nulls, which " + property.name()
                            + " may be; say @Column(nullable = false), or let the column take them");
        }
    }

    private void requireMapped(CatalogColumn column) {
        boolean mapped =
                mapping.columns().stream().anyMatch(known -> catalog.names().isSameColumn(known.name(), column.name()));
        if (!mapped && !column.isOptional()) {
            findings.add(
                    Kind.UNMAPPED_REQUIRED,
                    column.name(),
                    "takes no nulls and has no default, so that no record can be inserted without it; map it, or give"
                            + " it a default");
        }
    }
}
