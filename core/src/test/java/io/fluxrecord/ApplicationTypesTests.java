package io.fluxrecord;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an application sees, and why: each type that is added is named here with its reason. */
class ApplicationTypesTests {

    private static final Set<String> PACKAGES = Set.of(
            "io.fluxrecord",
            "io.fluxrecord.annotation",
            "io.fluxrecord.catalog",
            "io.fluxrecord.error",
            "io.fluxrecord.lifecycle",
            "io.fluxrecord.mapping",
            "io.fluxrecord.query",
            "io.fluxrecord.transaction");

    private static final Map<String, String> TYPES = Map.ofEntries(
            entry("ActiveRecord", "models extend it"),
            entry("Attribute", "a column of a mixin of one's own"),
            entry("CreatedAt", "a mixin"),
            entry("Database", "where records are"),
            entry("DatabaseBuilder", "how a database is used"),
            entry("Model", "generic code over any model"),
            entry("Many", "a property that is a relation to many"),
            entry("NativeQuery", "what db.sql() returns"),
            entry("One", "a property that is a relation to one"),
            entry("Query", "what Product_.query() returns"),
            entry("ReadOnlyModel", "generic code over any model that is only read"),
            entry("ReadOnlyQuery", "what the query() of a view returns"),
            entry("ReadOnlyRecord", "views and tables without a key extend it"),
            entry("ReadableModel", "generic code over models and views"),
            entry("Rows", "what both kinds of queries have in common"),
            entry("SavedChange", "what savedChanges() returns"),
            entry("Schema", "tables for tests and demos"),
            entry("SoftDeletable", "a mixin"),
            entry("Timestamped", "a mixin"),
            entry("UpdatedAt", "a mixin"),
            entry("UuidKey", "a mixin"),
            entry("Versioned", "a mixin"),
            entry("annotation.CheckReturnValue", "tools know it by its name"),
            entry("annotation.Column", "on a property"),
            entry("annotation.ColumnName", "on a model: the column of a mixin"),
            entry("annotation.Convert", "on a property"),
            entry("annotation.Embedded", "on a property"),
            entry("Grouped", "what groupBy() begins"),
            entry("Selected", "what select() begins"),
            entry("annotation.Id", "on a property"),
            entry("annotation.Inverse", "on a relation to many"),
            entry("annotation.Label", "on a constant of an enum"),
            entry("annotation.MappedSuperclass", "on a superclass of models"),
            entry("annotation.On", "on a hook of a mixin"),
            entry("annotation.Projection", "on a record that queries emit"),
            entry("annotation.Sequence", "on a key"),
            entry("annotation.Table", "on a model"),
            entry("annotation.Transient", "on a field that is no property"),
            entry("annotation.UnknownAs", "on a property of an enum"),
            entry("catalog.Catalog", "what tools read of a database"),
            entry("catalog.CatalogBuilder", "for dialects"),
            entry("catalog.CatalogColumn", "what tools read of a database"),
            entry("catalog.CatalogColumn$Generation", "what tools read of a database"),
            entry("catalog.CatalogForeignKey", "what tools read of a database"),
            entry("catalog.CatalogIndex", "what tools read of a database"),
            entry("catalog.CatalogNames", "what tools read of a database"),
            entry("catalog.CatalogSelection", "what tools ask of a database"),
            entry("catalog.CatalogSequence", "what tools read of a database"),
            entry("catalog.CatalogTable", "what tools read of a database"),
            entry("catalog.CatalogTable$Kind", "what tools read of a database"),
            entry("catalog.CatalogType", "what tools read of a database"),
            entry("catalog.Difference", "what Schema.differences emits"),
            entry("catalog.Difference$Kind", "which difference it is"),
            entry("error.ConfigurationException", "signalled"),
            entry("error.FluxrecordException", "catches all of them"),
            entry("error.MappingException", "signalled"),
            entry("error.NonUniqueResultException", "signalled"),
            entry("error.RecordNotFoundException", "signalled"),
            entry("error.RecordStateException", "signalled"),
            entry("error.RollbackOnlyException", "signalled"),
            entry("error.SchemaMismatchException", "signalled"),
            entry("error.TransactionStateException", "signalled"),
            entry("error.UnknownOutcomeException", "signalled"),
            entry("error.VersionConflictException", "signalled"),
            entry("error.VersionConflictException$Reason", "which conflict it was"),
            entry("error.VetoedException", "signalled"),
            entry("error.WriteRefusedException", "signalled"),
            entry("lifecycle.Decision", "what a hook emits to veto"),
            entry("lifecycle.Lifecycle", "the events"),
            entry("lifecycle.Listener", "what is called"),
            entry("lifecycle.OperationKind", "what a listener is told"),
            entry("lifecycle.OperationListener", "what is called"),
            entry("mapping.Converter", "how a type of one's own is stored"),
            entry("mapping.JsonCodec", "what writes and reads objects in columns of JSON"),
            entry("mapping.JacksonJsonCodec", "extended by who has a JsonMapper of their own"),
            entry("query.Change", "what update() takes"),
            entry("query.Cases", "what when() begins"),
            entry("query.Sql", "expressions that begin with no property"),
            entry("query.Window", "what over() takes"),
            entry("query.Reading", "for the product itself; opaque to applications"),
            entry("query.Reading$Values", "for the product itself"),
            entry("query.Projection", "a constant of a generated class"),
            entry("query.Projection$Components", "what generated code makes an instance of"),
            entry("query.BooleanProperty", "a constant of a generated class"),
            entry("query.TemporalProperty", "a constant of a generated class"),
            entry("query.Expression", "what is said of a record"),
            entry("query.ComparableExpression", "what is said of a record"),
            entry("query.NumericExpression", "what is said of a record"),
            entry("query.TextExpression", "what is said of a record"),
            entry("query.TemporalExpression", "what is said of a record"),
            entry("query.Selection", "what select() takes"),
            entry("query.Grouping", "what groupBy() takes"),
            entry("query.Subquery", "what in() takes"),
            entry("query.Term", "for the product itself; opaque to applications"),
            entry("query.ComparableProperty", "a constant of a generated class"),
            entry("query.Condition", "what where() takes"),
            entry("query.NumericProperty", "a constant of a generated class"),
            entry("query.Sort", "what orderBy() takes"),
            entry("query.Property", "a constant of a generated class"),
            entry("query.TextProperty", "a constant of a generated class"),
            entry("query.ToMany", "a constant of a generated class"),
            entry("query.ToOne", "a constant of a generated class"),
            entry("transaction.AmbientTransaction", "for integrations of other libraries"),
            entry("transaction.AmbientTransactions", "for integrations of other libraries"),
            entry("transaction.TransactionParticipant", "for integrations of other libraries"),
            entry("transaction.TransactionParticipant$Completion", "for integrations of other libraries"),
            entry("transaction.Propagation", "an option of a transaction"),
            entry("transaction.TransactionOptions", "what transaction() takes"));

    /** Where a type for dialects or generated code comes up all the same. */
    private static final Map<String, String> MENTIONS = Map.ofEntries(
            entry("Database.dialect", "for tools such as Schema.ddl"),
            entry("DatabaseBuilder.dialect", "a dialect of one's own"),
            entry("Schema.ddl", "of any dialect"),
            entry("Model.register", "called by generated code"),
            entry("ReadOnlyModel.register", "called by generated code"),
            entry("query.ToMany.inverse", "called by generated code"),
            entry("query.ToOne.foreignKey", "called by generated code"),
            entry("catalog.Catalog.sequence", "asked for as a statement names it"),
            entry("catalog.Catalog.table", "asked for as a statement names it"),
            entry("catalog.CatalogType.asked", "for dialects"),
            entry("catalog.CatalogType.of", "for dialects"),
            entry("catalog.CatalogType.plain", "for dialects"),
            entry("catalog.CatalogType.sqlType", "for tools"),
            entry("query.Change.assignment", "read by Query"),
            entry("query.Condition.predicate", "read by Query"),
            entry("Query.statement", "read by the query that it stands in"),
            entry("ReadOnlyQuery.statement", "read by the query that it stands in"),
            entry("Selected.statement", "read by the query that it stands in"),
            entry("query.Expression.grouping", "read by Grouped"),
            entry("query.Grouping.grouping", "read by Grouped"),
            entry("query.ToOne.grouping", "read by Grouped"),
            entry("query.Reading.scalar", "for the product itself"),
            entry("query.Reading.table", "for the product itself"),
            entry("query.TemporalProperty.ofInstant", "called by generated code"),
            entry("query.Term.requireNoAggregate", "for the product itself"),
            entry("query.BooleanProperty.predicate", "read by Query"),
            entry("query.Subquery.statement", "read by the query that it stands in"),
            entry("query.Term.column", "for the product itself"),
            entry("query.Term.node", "for the product itself"),
            entry("query.Term.sqlType", "for the product itself"),
            entry("query.Sort.ordering", "read by Query"),
            entry("query.Property.column", "read by Query"));

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.fluxrecord");

    private Stream<JavaClass> applicationTypes() {
        return classes.stream()
                .filter(type -> PACKAGES.contains(type.getPackageName()))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC));
    }

    private static String shortName(JavaClass type) {
        return type.getName().substring("io.fluxrecord.".length());
    }

    @Test
    void everyTypeThatAnApplicationSeesHasAReason() {
        assertThat(applicationTypes().map(ApplicationTypesTests::shortName))
                .containsExactlyInAnyOrderElementsOf(TYPES.keySet());
    }

    @Test
    void whatApplicationsCallMentionsTypesForOthersInFewPlaces() {
        Set<String> mentions = applicationTypes()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(ApplicationTypesTests::mentionsTypesForOthers)
                .map(method -> shortName(method.getOwner()) + "." + method.getName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(mentions).containsExactlyInAnyOrderElementsOf(MENTIONS.keySet());
    }

    private static boolean mentionsTypesForOthers(JavaMethod method) {
        return Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                .map(JavaClass::getPackageName)
                .anyMatch(name -> name.startsWith("io.fluxrecord") && !PACKAGES.contains(name));
    }
}
