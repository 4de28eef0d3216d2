package io.fluxrecord;

import io.fluxrecord.annotation.CheckReturnValue;
import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.generated.MappedProperty;
import io.fluxrecord.generated.Role;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SchemaStatement;
import io.fluxrecord.sql.SchemaStatement.CreateSequence;
import io.fluxrecord.sql.SchemaStatement.CreateTable;
import io.fluxrecord.sql.SchemaStatement.Definition;
import io.fluxrecord.sql.SchemaStatement.DropSequence;
import io.fluxrecord.sql.SchemaStatement.DropTable;
import io.fluxrecord.sql.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Makes the tables of models, and the sequences of their keys, for demos and tests. A schema that holds real data is
 * better kept by a migration tool, which can take {@link #ddl} as a first draft.
 *
 * @since 0.1
 */
public final class Schema {

    private Schema() {}

    /**
     * Create the tables of these models, and the sequences of their keys, where they do not exist; completes empty.
     * What exists is left as it is.
     */
    @CheckReturnValue
    public static Mono<Void> create(Database database, Model<?>... models) {
        return Mono.defer(() -> execute(database, Arrays.stream(models).flatMap(model -> statements(model.mapping()))));
    }

    private static Mono<Void> execute(Database database, Stream<SchemaStatement> statements) {
        return database.connections()
                .execute(statements
                        .map(statement -> database.dialect().render(statement).text())
                        .toList());
    }

    /**
     * Drop the tables of these models where they exist, in the reverse order, and then the sequences of their keys;
     * completes empty. All their rows are lost. Signals the driver's error if something else depends on one of them.
     */
    @CheckReturnValue
    public static Mono<Void> drop(Database database, Model<?>... models) {
        return Mono.defer(() -> {
            List<SchemaStatement> statements = new ArrayList<>();
            List<SchemaStatement> sequences = new ArrayList<>();
            for (int i = models.length - 1; i >= 0; i--) {
                Mapping<?> mapping = models[i].mapping();
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
     * Return the {@code CREATE TABLE} of a model; where its key is from a {@link io.fluxrecord.annotation.Sequence},
     * the {@code CREATE SEQUENCE} comes before it, with a semicolon between them.
     */
    public static String ddl(Dialect dialect, Model<?> model) {
        return statements(model.mapping())
                .map(statement -> dialect.render(statement).text())
                .collect(Collectors.joining(";\n"));
    }

    private static Stream<SchemaStatement> statements(Mapping<?> mapping) {
        Sequence sequence = mapping.sequence();
        return sequence == null ? Stream.of(table(mapping)) : Stream.of(new CreateSequence(sequence), table(mapping));
    }

    private static CreateTable table(Mapping<?> mapping) {
        List<Definition> columns = mapping.properties().stream()
                .map(property ->
                        new Definition(property.column(), property.role() == Role.IDENTITY, mapping.sequence()))
                .toList();
        List<Column> key = mapping.properties().stream()
                .filter(property -> property.role().isKey())
                .map(MappedProperty::column)
                .toList();
        return new CreateTable(mapping.table(), columns, key);
    }
}
