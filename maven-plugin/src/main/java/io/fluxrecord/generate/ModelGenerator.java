package io.fluxrecord.generate;

import com.palantir.javapoet.ClassName;
import io.fluxrecord.catalog.Catalog;
import io.fluxrecord.catalog.CatalogColumn;
import io.fluxrecord.catalog.CatalogTable;
import io.fluxrecord.catalog.CatalogType;
import io.fluxrecord.dialect.Dialect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * Generates models from a catalog, the same for the same catalog. Immutable and safe for all threads.
 *
 * @since 0.1
 */
public final class ModelGenerator {

    /** The last part of the name of a type, which may be in quotes. */
    private static final Pattern LAST = Pattern.compile("(?:\"((?:[^\"]|\"\")+)\"|([^\".]+))$");

    private final Dialect dialect;
    private final String packageName;

    /**
     * Generate models for a database.
     *
     * @throws IllegalArgumentException if the name is none of a package
     */
    public ModelGenerator(Dialect dialect, String packageName) {
        if (!SourceVersion.isName(packageName) || packageName.startsWith("java.")) {
            throw new IllegalArgumentException("\"" + packageName + "\" is no name of a package for models");
        }
        this.dialect = dialect;
        this.packageName = packageName;
    }

    /**
     * Generate a model for each table of a catalog that a selection has, and an enum for each type of the database that
     * is one.
     */
    public GeneratedModels generate(Catalog catalog, TableSelection selection) {
        List<String> remarks = new ArrayList<>();
        UniqueNames names = new UniqueNames(true);
        Map<CatalogTable, String> classes = classes(tables(catalog, selection, remarks), names);
        Map<String, EnumPlan> enums = enums(classes.keySet(), names);
        TypeMapping types = new TypeMapping(dialect, enums, packageName);
        String schema = schema(catalog, selection);
        ModelSource source = new ModelSource(packageName);
        List<SourceFile> files = new ArrayList<>();
        List<TablePlan> plans = new ArrayList<>();
        classes.forEach((table, name) -> {
            TablePlan plan = new TablePlanner(ClassName.get(packageName, name), table, types).plan(schema);
            plan.notes().forEach(note -> remarks.add(table.name() + ": " + note));
            if (plan.properties().isEmpty()) {
                remarks.add(table.name() + " is left out: no column of it could be mapped.");
            } else {
                plans.add(plan);
            }
        });
        RelationPlanner.plan(plans).forEach(plan -> files.add(source.write(plan)));
        enums.values().forEach(constants -> files.add(source.write(constants)));
        files.sort(Comparator.comparing(SourceFile::name));
        return new GeneratedModels(files, remarks);
    }

    private List<CatalogTable> tables(Catalog catalog, TableSelection selection, List<String> remarks) {
        List<CatalogTable> tables = new ArrayList<>();
        for (CatalogTable table : catalog.tables()) {
            if (!selection.has(table)) {
                continue;
            }
            String refusal = SqlName.refusal(dialect, table.name());
            if (refusal != null) {
                remarks.add(table.name() + " is left out: " + refusal + ".");
            } else if (table.columns().isEmpty()) {
                remarks.add(table.name() + " is left out: " + table.gap() + ".");
            } else {
                tables.add(table);
            }
        }
        tables.sort(Comparator.comparing(CatalogTable::name));
        return tables;
    }

    private static Map<CatalogTable, String> classes(List<CatalogTable> tables, UniqueNames names) {
        Map<CatalogTable, String> classes = new TreeMap<>(Comparator.comparing(CatalogTable::name));
        tables.forEach(table ->
                classes.put(table, names.next(ReservedNames.free(JavaNames.type(table.name()), "Model"))));
        return classes;
    }

    /** Return the enums that are types of the database by the names of those. */
    private static Map<String, EnumPlan> enums(Iterable<CatalogTable> tables, UniqueNames names) {
        Map<String, CatalogType> types = new TreeMap<>();
        for (CatalogTable table : tables) {
            table.columns().stream()
                    .map(CatalogColumn::type)
                    .filter(type -> type.sqlType() == null && TypeMapping.isEnum(type))
                    .forEach(type -> types.put(type.name(), type));
        }
        Map<String, EnumPlan> enums = new TreeMap<>();
        types.forEach((type, told) -> {
            String name = names.next(ReservedNames.free(JavaNames.type(last(type)), "Value"));
            enums.put(type, EnumPlan.of(name, told.labels(), "the type " + type));
        });
        return enums;
    }

    private static String last(String type) {
        Matcher last = LAST.matcher(type);
        if (!last.find()) {
            return type;
        }
        return last.group(1) == null ? last.group(2) : last.group(1).replace("\"\"", "\"");
    }

    /** A schema in which a name is found without it need not be told. */
    private static @Nullable String schema(Catalog catalog, TableSelection selection) {
        return selection.schema() == null || catalog.names().searchPath().contains(selection.schema())
                ? null
                : selection.schema();
    }
}
