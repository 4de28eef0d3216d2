package io.fluxrecord;

import io.fluxrecord.annotation.CheckReturnValue;
import io.fluxrecord.catalog.CatalogSelection;
import io.fluxrecord.catalog.Difference;
import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.error.SchemaMismatchException;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.schema.SchemaComparison;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SchemaStatement;
import io.fluxrecord.sql.SchemaStatement.AddForeignKey;
import io.fluxrecord.sql.SchemaStatement.CreateIndex;
import io.fluxrecord.sql.SchemaStatement.CreateSequence;
import io.fluxrecord.sql.SchemaStatement.CreateTable;
import io.fluxrecord.sql.SchemaStatement.CreateUniqueIndex;
import io.fluxrecord.sql.SchemaStatement.DropForeignKey;
import io.fluxrecord.sql.SchemaStatement.DropSequence;
import io.fluxrecord.sql.SchemaStatement.DropTable;
import io.fluxrecord.sql.SchemaStatement.ForeignKeyConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes the tables of models, and the sequences of their keys, for demos and tests, and compares models with the tables
 * that are there. A schema that holds real data is better kept by a migration tool, which can take {@link #ddl} as a
 * first draft.
 *
 * @since 0.1
 */
public final class Schema {

    private Schema() {}

    /**
     * Create the tables of these models, and the sequences of their keys, where they do not exist; completes empty.
     * What exists is left as it is. A table is made after those that it refers to, whatever the order of the models,
     * and has a foreign key for each {@link One}, with an index; a table that it refers to and that is not among those
     * of the models has to be there.
     *
     * <p>What a soft-deletable model says is unique is so among the rows that are not deleted: by a partial index where
     * the database has that, else by a hidden column, named like the deletion time with {@code _is_null} at its end.
     */
    @CheckReturnValue
    public static Mono<Void> create(Database database, Model<?>... models) {
        return Mono.defer(() -> execute(database, statements(database.dialect(), models)));
    }

    private static Stream<SchemaStatement> statements(Dialect dialect, Model<?>... models) {
        TablesOfModels tables = tables(models);
        return Stream.concat(
                tables.models().stream().flatMap(model -> statements(dialect, model, tables)),
                tables.later().stream()
                        .flatMap(foreignKey -> Stream.concat(
                                index(dialect, tables.table(foreignKey.table()), foreignKey),
                                Stream.of(new AddForeignKey(foreignKey)))));
    }

    private static TablesOfModels tables(Model<?>... models) {
        List<Mapping<?>> mappings = new ArrayList<>();
        for (Model<?> model : models) {
            mappings.add(model.mapping());
        }
        return new TablesOfModels(mappings);
    }

    private static Mono<Void> execute(Database database, Stream<SchemaStatement> statements) {
        return database.connections()
                .execute(statements
                        .map(statement -> database.dialect().render(statement).text())
                        .toList());
    }

    /**
     * Drop the tables of these models where they exist, each before those that it refers to, and then the sequences of
     * their keys; completes empty. All their rows are lost. Signals the driver's error if something else depends on one
     * of them.
     */
    @CheckReturnValue
    public static Mono<Void> drop(Database database, Model<?>... models) {
        return Mono.defer(() -> {
            TablesOfModels tables = tables(models);
            List<SchemaStatement> statements = new ArrayList<>();
            List<SchemaStatement> sequences = new ArrayList<>();
            tables.later().forEach(foreignKey -> statements.add(new DropForeignKey(foreignKey)));
            List<Mapping<?>> mappings = tables.models();
            for (int i = mappings.size() - 1; i >= 0; i--) {
                Mapping<?> mapping = mappings.get(i);
                statements.add(new DropTable(mapping.table()));
                if (mapping.sequence() != null) {
                    sequences.add(new DropSequence(mapping.sequence()));
                }
            }
            // Several of the models may share a sequence, so it goes when the last of their tables is gone.
            statements.addAll(sequences);
            return execute(database, statements.stream()).doOnTerminate(() -> forget(database, models));
        });
    }

    private static void forget(Database database, Model<?>... models) {
        for (Model<?> model : models) {
            database.lifecycle(model.mapping()).store().forgetTable();
        }
    }

    /**
     * Compare models with the live database, of which the catalog is read with a few queries.
     *
     * <p>Completes empty where they agree. Signals one {@link SchemaMismatchException} that lists every difference
     * otherwise, {@link ConfigurationException} where the dialect reads no catalog, and the driver's errors as they
     * are. What is looked at is told by {@link Difference.Kind}; {@link #differences} emits the same one by one.
     *
     * <pre>{@code
     * Schema.validate(db, Product_.model(), Order_.model()).then(server.start())
     * }</pre>
     */
    @CheckReturnValue
    public static Mono<Void> validate(Database database, ReadableModel<?>... models) {
        return differences(database, models)
                .collectList()
                .flatMap(found -> found.isEmpty() ? Mono.empty() : Mono.error(new SchemaMismatchException(found)));
    }

    /**
     * Compare models with the live database as {@link #validate} does.
     *
     * <p>Emits the differences in the order of the models and their columns; none where they agree, nor where there are
     * no models. A column that is wider than its property is no difference, nor is a table or column more, if rows can
     * be inserted without it. Of a model that is only read, only what is read counts. The catalog is read on a
     * connection of its own, so that tables of a running transaction may not be seen. Signals
     * {@link ConfigurationException} where the dialect reads no catalog, and the driver's errors as they are.
     */
    @CheckReturnValue
    public static Flux<Difference> differences(Database database, ReadableModel<?>... models) {
        List<ReadableModel<?>> asked = List.of(models);
        if (asked.isEmpty()) {
            return Flux.empty();
        }
        return Flux.defer(() -> database.connections()
                .catalog(selection(asked))
                .flatMapIterable(catalog -> asked.stream()
                        .flatMap(model -> SchemaComparison.differences(
                                model.mapping(), model instanceof Model, catalog, database.dialect(), Schema::referable)
                                .stream())
                        .toList()));
    }

    /** What is only read may be a view, to which nothing can refer. */
    static Optional<Mapping<?>> referable(Class<?> type) {
        return KnownModels.of(type) instanceof Model<?> model ? Optional.of(model.mapping()) : Optional.empty();
    }

    private static CatalogSelection selection(List<ReadableModel<?>> models) {
        return CatalogSelection.named(
                models.stream().map(model -> model.mapping().table()).toList(),
                models.stream()
                        .map(ReadableModel::mapping)
                        .flatMap(mapping -> Stream.ofNullable(mapping.sequence()))
                        .toList());
    }

    /**
     * Return the {@code CREATE TABLE} of a model with its foreign keys; where its key is from a
     * {@link io.fluxrecord.annotation.Sequence}, the {@code CREATE SEQUENCE} comes before it, and indexes after it,
     * with semicolons between them.
     */
    public static String ddl(Dialect dialect, Model<?> model) {
        return statements(dialect, new Model<?>[] {model})
                .map(statement -> dialect.render(statement).text())
                .collect(Collectors.joining(";\n"));
    }

    private static Stream<SchemaStatement> statements(Dialect dialect, Mapping<?> mapping, TablesOfModels tables) {
        CreateTable table = tables.table(mapping);
        Column deletedAt = table.deletedAt();
        Stream<SchemaStatement> unique = deletedAt == null || !dialect.hasPartialIndexes()
                ? Stream.empty()
                : table.uniqueOfLive().stream().map(column -> new CreateUniqueIndex(column, deletedAt));
        Stream<SchemaStatement> indexes =
                table.foreignKeys().stream().flatMap(foreignKey -> index(dialect, table, foreignKey));
        Stream<SchemaStatement> sequence = Stream.ofNullable(mapping.sequence()).map(CreateSequence::new);
        return Stream.of(sequence, Stream.of(table), unique, indexes).flatMap(each -> each);
    }

    /** Return the index of a foreign key, without which a row of the other table is slow to delete. */
    private static Stream<SchemaStatement> index(Dialect dialect, CreateTable table, ForeignKeyConstraint foreignKey) {
        return dialect.indexesForeignKeys() || table.isIndexed(foreignKey.columns())
                ? Stream.empty()
                : Stream.of(new CreateIndex(foreignKey.columns()));
    }
}
