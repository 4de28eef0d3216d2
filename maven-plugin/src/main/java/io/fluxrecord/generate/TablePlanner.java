package io.fluxrecord.generate;

import com.palantir.javapoet.ClassName;
import io.fluxrecord.catalog.CatalogColumn;
import io.fluxrecord.catalog.CatalogColumn.Generation;
import io.fluxrecord.catalog.CatalogIndex;
import io.fluxrecord.catalog.CatalogTable;
import io.fluxrecord.catalog.CatalogTable.Kind;
import io.fluxrecord.generate.PropertyPlan.KeyRole;
import io.fluxrecord.generate.PropertyPlan.Made;
import io.fluxrecord.generate.TypePlan.Mapped;
import io.fluxrecord.generate.TypePlan.Unmapped;
import io.fluxrecord.sql.SqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a table. For one table; not for several threads at once. */
final class TablePlanner {

    /** More columns are more code than the JVM takes of a method. */
    static final int MOST_COLUMNS = 1500;

    private static final Pattern NULL = Pattern.compile("\\(*null\\)*(::.*)?", Pattern.CASE_INSENSITIVE);

    private final ClassName model;
    private final CatalogTable table;
    private final TypeMapping types;
    private final List<String> notes = new ArrayList<>();
    private final List<EnumPlan> enums = new ArrayList<>();
    private final UniqueNames enumNames = new UniqueNames(true);
    private final Map<String, Mapped> mapped = new LinkedHashMap<>();

    TablePlanner(ClassName model, CatalogTable table, TypeMapping types) {
        this.model = model;
        this.table = table;
        this.types = types;
        enumNames.take(model.simpleName());
    }

    /**
     * Plan the model.
     *
     * @param schema what {@code @Table(schema)} is to say; null for nothing
     */
    TablePlan plan(@Nullable String schema) {
        if (table.gap() != null) {
            notes.add("The catalog was not read in full: " + table.gap() + ".");
        }
        List<CatalogColumn> columns = chosen();
        columns.forEach(this::map);
        KeyPlan keys = new KeyPlan(table, mapped);
        CatalogIndex key = table.kind() == Kind.TABLE ? keys.choose().orElse(null) : null;
        if (table.kind() == Kind.TABLE && key == null) {
            notes.add(keys.whyNone());
        } else if (key != null && !key.primary()) {
            notes.add("The table has no primary key that could be mapped; its key here is " + key.columns()
                    + ", by a unique index.");
        }
        UniqueNames names = new UniqueNames(false);
        List<FieldPlan> properties = columns.stream()
                .filter(column -> mapped.containsKey(column.name()))
                .<FieldPlan>map(column -> property(column, key, names))
                .toList();
        noteRequired(key == null);
        return new TablePlan(
                model.simpleName(), table, schema, key == null, properties, List.copyOf(enums), List.copyOf(notes));
    }

    /** Of columns whose names differ in case alone, one can be mapped: that of the key, or the first. */
    private List<CatalogColumn> chosen() {
        List<CatalogColumn> named =
                table.columns().stream().filter(this::hasName).toList();
        Map<String, CatalogColumn> byName = new HashMap<>();
        Stream.concat(
                        named.stream().filter(this::isInPrimaryKey),
                        named.stream().filter(column -> !isInPrimaryKey(column)))
                .limit(MOST_COLUMNS)
                .forEach(column -> byName.putIfAbsent(folded(column), column));
        return named.stream()
                .filter(column -> isChosen(column, byName.get(folded(column))))
                .toList();
    }

    private boolean hasName(CatalogColumn column) {
        String refusal = SqlName.refusal(types.dialect(), column.name());
        if (refusal != null) {
            leaveOut(column, refusal);
        }
        return refusal == null;
    }

    private boolean isChosen(CatalogColumn column, @Nullable CatalogColumn one) {
        if (one == null) {
            leaveOut(column, "a model has at most " + MOST_COLUMNS + " columns");
        } else if (!one.equals(column)) {
            leaveOut(column, "its name differs in case alone from that of " + one.name());
        }
        return column.equals(one);
    }

    private static String folded(CatalogColumn column) {
        return column.name().toLowerCase(Locale.ROOT);
    }

    private boolean isInPrimaryKey(CatalogColumn column) {
        return table.primaryKey().contains(column.name());
    }

    private void leaveOut(CatalogColumn column, String reason) {
        notes.add("Column " + column.name() + " is left out: " + reason + ".");
    }

    private void map(CatalogColumn column) {
        TypePlan type = isOwnEnum(column) ? ownEnum(column) : types.map(column.type());
        if (type instanceof Unmapped unmapped) {
            leaveOut(column, unmapped.reason());
        } else if (type instanceof Mapped some) {
            mapped.put(column.name(), some);
        }
    }

    /** Where enums have no name, each column has its own. */
    private static boolean isOwnEnum(CatalogColumn column) {
        return column.type().sqlType() == SqlType.TEXT && TypeMapping.isEnum(column.type());
    }

    private Mapped ownEnum(CatalogColumn column) {
        String name = enumNames.next(ReservedNames.free(JavaNames.type(column.name()), "Value"));
        enums.add(EnumPlan.of(name, column.type().labels(), "the column " + column.name()));
        return TypeMapping.ofEnum(model.nestedClass(name), column.type());
    }

    private PropertyPlan property(CatalogColumn column, @Nullable CatalogIndex index, UniqueNames names) {
        Mapped type = Objects.requireNonNull(mapped.get(column.name()));
        boolean written = index != null;
        KeyRole key = index != null && index.columns().contains(column.name())
                ? key(column, type, index.columns().size() == 1)
                : KeyRole.NONE;
        return new PropertyPlan(
                names.next(JavaNames.property(column.name())),
                column,
                type,
                key,
                written && key != KeyRole.COUNTED ? made(column, key) : Made.NONE,
                key != KeyRole.NONE || (table.kind() == Kind.TABLE && !column.nullable()),
                written && isUnique(column, index));
    }

    private static KeyRole key(CatalogColumn column, Mapped type, boolean whole) {
        if (!whole || !type.isCounted()) {
            return KeyRole.PART;
        }
        return column.generation() != Generation.NONE || hasDefault(column) ? KeyRole.COUNTED : KeyRole.NUMBER;
    }

    private static Made made(CatalogColumn column, KeyRole key) {
        return switch (column.generation()) {
            case COMPUTED -> Made.ALWAYS;
            case IDENTITY_ALWAYS -> key == KeyRole.NONE ? Made.ONCE : Made.DEFAULT;
            case IDENTITY -> Made.DEFAULT;
            case NONE -> hasDefault(column) ? Made.DEFAULT : Made.NONE;
        };
    }

    private static boolean hasDefault(CatalogColumn column) {
        return column.defaultExpression() != null
                && !NULL.matcher(column.defaultExpression()).matches();
    }

    private boolean isUnique(CatalogColumn column, @Nullable CatalogIndex key) {
        return table.indexes().stream()
                .anyMatch(index -> !index.equals(key)
                        && !index.columns().isEmpty()
                        && index.isKeyOf(List.of(column.name()))
                        && (key == null || !key.columns().equals(index.columns())));
    }

    private void noteRequired(boolean readOnly) {
        String missing = table.columns().stream()
                .filter(column -> !mapped.containsKey(column.name()) && !column.isOptional())
                .map(CatalogColumn::name)
                .collect(Collectors.joining(", "));
        if (!readOnly && !missing.isEmpty()) {
            notes.add("Inserts will fail: what is left out takes no nulls and has no default, " + missing + ".");
        }
    }
}
