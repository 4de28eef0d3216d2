package io.fluxrecord.generate;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.fluxrecord.catalog.CatalogType;
import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.generate.TypePlan.Mapped;
import io.fluxrecord.generate.TypePlan.Unmapped;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The table of types in the guide, read backwards. Enums are for {@link TablePlanner}. */
final class TypeMapping {

    private static final TypeName STRING = ClassName.get(String.class);
    private static final TypeName STRINGS = ArrayTypeName.of(String.class);

    /** Lengths from here on are the limits of a type, and not of a column. */
    private static final int GREATEST_LENGTH = 1 << 20;

    /** Types of text that are bound as such, and need not be named. */
    private static final Set<String> TEXT = Set.of(
            "text",
            "varchar",
            "character varying",
            "name",
            "tinytext",
            "mediumtext",
            "longtext",
            "character large object");

    private final Dialect dialect;
    private final Map<String, EnumPlan> enums;
    private final String packageName;

    /**
     * Map types for a dialect.
     *
     * @param enums by the names of their types
     */
    TypeMapping(Dialect dialect, Map<String, EnumPlan> enums, String packageName) {
        this.dialect = dialect;
        this.enums = enums;
        this.packageName = packageName;
    }

    Dialect dialect() {
        return dialect;
    }

    TypePlan map(CatalogType type) {
        EnumPlan constants = enums.get(type.name());
        if (constants != null) {
            return ofEnum(ClassName.get(packageName, constants.name()), type);
        }
        SqlType stored = type.sqlType();
        return stored == null || !type.labels().isEmpty() ? ofDatabase(type) : named(scalar(stored, type), type);
    }

    /** Return how a column of an enum is mapped to one of Java. */
    static Mapped ofEnum(ClassName constants, CatalogType type) {
        return Mapped.plain(constants, SqlType.NAMED).withDeclared(type.name());
    }

    /** Return whether an enum can be one of Java: its type can be named, and its constants fit into a class. */
    static boolean isEnum(CatalogType type) {
        return !type.labels().isEmpty() && type.labels().size() <= 1000 && Column.isTypeName(type.name());
    }

    private TypePlan ofDatabase(CatalogType type) {
        return ArrayElement.of(type.name())
                .flatMap(ArrayElement::scalars)
                .<TypePlan>map(array -> array)
                .orElseGet(() -> asText(type));
    }

    private TypePlan asText(CatalogType type) {
        if (!dialect.catalog().isText(type)) {
            return new Unmapped("no property stores its type " + type.name());
        }
        if (!Column.isTypeName(type.name())) {
            return new Unmapped("its type " + type.name() + " cannot be named in @Column(type)");
        }
        boolean array = ArrayElement.of(type.name()).isPresent();
        return Mapped.plain(array ? STRINGS : STRING, array ? SqlType.NAMED_ARRAY : SqlType.NAMED)
                .withDeclared(type.name());
    }

    private Mapped scalar(SqlType stored, CatalogType type) {
        Mapped plain = Mapped.plain(stored == SqlType.TEXT_ARRAY ? STRINGS : TypeName.get(stored.javaType()), stored);
        return switch (stored) {
            case TEXT, BINARY -> type.length() < GREATEST_LENGTH ? plain.withLength(type.length()) : plain;
            case DECIMAL -> type.scale() == CatalogType.ANY ? plain : plain.withDigits(type.precision(), type.scale());
            case TIME, TIME_WITH_TIME_ZONE, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE, DURATION ->
                type.scale() == dialect.secondPrecision(column(plain))
                        ? plain
                        : plain.withSecondPrecision(type.scale());
            default -> plain;
        };
    }

    /** Name the type where the property alone would be taken for another one. */
    private Mapped named(Mapped mapped, CatalogType type) {
        boolean named =
                switch (mapped.stored()) {
                    case TEXT -> !TEXT.contains(base(type.name()));
                    case JSON -> !type.name().equalsIgnoreCase(dialect.columnType(column(mapped)));
                    case DECIMAL -> type.scale() == CatalogType.ANY && type.precision() > 0;
                    default -> !dialect.catalog().holds(dialect.catalog().typeOf(column(mapped)), type);
                };
        return named && Column.isTypeName(type.name()) ? mapped.withDeclared(type.name()) : mapped;
    }

    private static String base(String type) {
        return type.replaceAll("\\s?\\([^()]*\\)", "").toLowerCase(Locale.ROOT);
    }

    /** Return what the model's column would be. */
    private static Column column(Mapped mapped) {
        boolean time =
                switch (mapped.stored()) {
                    case TIME, TIME_WITH_TIME_ZONE, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE, DURATION -> true;
                    default -> false;
                };
        return new Column(
                new Table(null, "table"),
                "column",
                mapped.stored(),
                mapped.length(),
                mapped.precision(),
                time ? mapped.secondPrecision() : mapped.scale(),
                true,
                false);
    }
}
