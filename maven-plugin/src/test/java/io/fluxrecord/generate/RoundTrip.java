package io.fluxrecord.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Model;
import io.fluxrecord.ReadOnlyModel;
import io.fluxrecord.ReadableModel;
import io.fluxrecord.Schema;
import io.fluxrecord.catalog.Catalog;
import io.fluxrecord.catalog.CatalogColumn;
import io.fluxrecord.catalog.CatalogColumn.Generation;
import io.fluxrecord.catalog.CatalogTable;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.sql.Column;
import java.io.IOException;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.h2.api.Interval;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Generates models from a database, and does with its tables what an application does: read, copy and change. What
 * comes of it is compared with plain SQL on the driver alone, value by value.
 */
final class RoundTrip implements AutoCloseable {

    private static final String PACKAGE = "models";

    private final TestDatabase from;
    private final TestDatabase to;
    private final Catalog catalog;
    private final GeneratedModels generated;
    private final CompiledModels compiled;
    private final List<Mapping<Persistent>> mappings;

    /** Generate and compile the models of a database, of which another one has the same empty tables. */
    RoundTrip(TestDatabase from, TestDatabase to, TableSelection selection, Path directory)
            throws IOException, ReflectiveOperationException {
        this.from = from;
        this.to = to;
        LiveDatabase live = LiveDatabase.of(from.url(), null, null);
        catalog = Objects.requireNonNull(live.read(selection).block());
        generated = new ModelGenerator(live.dialect(), PACKAGE).generate(catalog, selection);
        Path sources = directory.resolve("src");
        new SourceFolder(sources, PACKAGE, StandardCharsets.UTF_8).write(generated.files());
        compiled = CompiledModels.of(sources, directory.resolve("out"));
        mappings = ordered(compiled.mappings());
    }

    /** Return models after those that they refer to, as far as that can be. */
    private static List<Mapping<Persistent>> ordered(List<Mapping<Persistent>> mappings) {
        List<Mapping<Persistent>> left = new ArrayList<>(mappings);
        List<Mapping<Persistent>> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            Mapping<Persistent> next = left.stream()
                    .filter(mapping -> left.stream().noneMatch(other -> other != mapping && refers(mapping, other)))
                    .findFirst()
                    .orElse(left.get(0));
            left.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    private static boolean refers(Mapping<Persistent> mapping, Mapping<Persistent> other) {
        return mapping.generated().foreignKeys().stream()
                .anyMatch(key -> key.target().equals(other.type()));
    }

    GeneratedModels generated() {
        return generated;
    }

    List<Mapping<Persistent>> mappings() {
        return mappings;
    }

    List<String> remarks() {
        return generated.remarks();
    }

    void validate() {
        Schema.validate(from.database(), mappings.stream().map(RoundTrip::model).toArray(ReadableModel<?>[]::new))
                .block();
    }

    /** Read all rows, compare every value with plain SQL, and return how many rows there are. */
    long read(Mapping<Persistent> mapping) {
        List<List<Object>> read = told(records(from, mapping), mapping);
        assertThat(sorted(read)).as(mapping.table().name()).isEqualTo(sorted(plain(from, mapping)));
        return read.size();
    }

    /** Empty the other database, whose tables may refer to one another. */
    void clear() {
        mappings.stream().filter(RoundTrip::isWritten).forEach(mapping -> to.clear(table(to, mapping)));
    }

    /** Copy all rows, compare the copies with plain SQL, and return how many there are. */
    long copy(Mapping<Persistent> mapping) throws ReflectiveOperationException {
        List<Persistent> originals = new ArrayList<>(records(from, mapping));
        int always = alwaysMade(mapping);
        if (always >= 0) {
            originals.sort(Comparator.comparing(
                    record -> ((Number) Objects.requireNonNull(mapping.value(record, always))).longValue()));
        }
        List<Persistent> copies = new ArrayList<>();
        for (Persistent original : originals) {
            copies.add(copy(mapping, original, always));
        }
        assertThat(insertAll(mapping, copies)).isEqualTo(originals.size());
        for (int i = 0; i < copies.size(); i++) {
            putNulls(mapping, originals.get(i), copies.get(i));
        }
        assertThat(sorted(plain(to, mapping)))
                .as("copies of " + mapping.table().name())
                .isEqualTo(sorted(plain(from, mapping)));
        assertThat(sorted(told(records(to, mapping), mapping)))
                .as("copies of " + mapping.table().name() + ", read")
                .isEqualTo(sorted(plain(from, mapping)));
        return copies.size();
    }

    private Persistent copy(Mapping<Persistent> mapping, Persistent original, int without)
            throws ReflectiveOperationException {
        Persistent copy = mapping.instantiate();
        for (int i = 0; i < mapping.columns().size(); i++) {
            if (i != without && mapping.written(i).isInserted() && hasField(mapping, i)) {
                Field field = field(mapping, i);
                field.set(copy, field.get(original));
            }
        }
        for (int i = 0; i < mapping.generated().foreignKeys().size(); i++) {
            refer(mapping, i, copy, original);
        }
        return copy;
    }

    /** Null means the default to an insert, and is written by a save. */
    private void putNulls(Mapping<Persistent> mapping, Persistent original, Persistent copy)
            throws ReflectiveOperationException {
        boolean put = false;
        for (int i = 0; i < mapping.columns().size(); i++) {
            if (mapping.written(i).isDefaulted() && field(mapping, i).get(original) == null) {
                field(mapping, i).set(copy, null);
                put = true;
            }
        }
        if (put) {
            ((ActiveRecord<?>) copy)
                    .save()
                    .contextWrite(to.database().context())
                    .block();
        }
    }

    /**
     * Give one row the values of another, compare all rows with plain SQL, and return how many columns have changed.
     */
    int change(Mapping<Persistent> mapping, List<String> triggered) throws ReflectiveOperationException {
        List<Persistent> records = records(to, mapping);
        if (records.size() < 2) {
            return 0;
        }
        Persistent changed = records.get(0);
        Persistent other = records.get(1);
        for (int i = 0; i < mapping.columns().size(); i++) {
            if (isChanged(mapping, i) && hasField(mapping, i)) {
                field(mapping, i).set(changed, field(mapping, i).get(other));
            }
        }
        for (int i = 0; i < mapping.generated().foreignKeys().size(); i++) {
            List<Column> columns = mapping.generated().foreignKeys().get(i).columns();
            if (columns.stream()
                    .allMatch(column -> isChanged(mapping, mapping.columns().indexOf(column)))) {
                refer(mapping, i, changed, other);
            }
        }
        int changes = ((ActiveRecord<?>) changed).changes().size();
        ((ActiveRecord<?>) changed).save().contextWrite(to.database().context()).block();
        assertThat(sorted(without(triggered, told(records, mapping), mapping)))
                .as("a change of " + mapping.table().name())
                .isEqualTo(sorted(without(triggered, plain(to, mapping), mapping)));
        return changes;
    }

    private static List<List<Object>> without(
            List<String> triggered, List<List<Object>> rows, Mapping<Persistent> mapping) {
        List<Integer> kept = IntStream.range(0, mapping.columns().size())
                .filter(i -> !triggered.contains(
                        mapping.table().name() + "." + mapping.column(i).name()))
                .boxed()
                .toList();
        return rows.stream().map(row -> kept.stream().map(row::get).toList()).toList();
    }

    private boolean isChanged(Mapping<Persistent> mapping, int column) {
        return mapping.written(column).isUpdated() && !mapping.role(column).isKey() && !isUnique(mapping, column);
    }

    /** Let a record refer to what another one does. */
    private static void refer(Mapping<Persistent> mapping, int foreignKey, Persistent record, Persistent other) {
        mapping.generated()
                .reference(record, foreignKey)
                .restore(mapping.generated().reference(other, foreignKey).image());
    }

    private boolean isUnique(Mapping<Persistent> mapping, int column) {
        CatalogTable table = Objects.requireNonNull(catalog.table(mapping.table()));
        return table.indexes().stream()
                .anyMatch(index -> index.unique()
                        && index.parts().stream()
                                .anyMatch(part ->
                                        part.contains(mapping.column(column).name())));
    }

    /** Return the index of a key that the database alone makes, -1 if there is none. */
    private int alwaysMade(Mapping<Persistent> mapping) {
        CatalogTable table = Objects.requireNonNull(catalog.table(mapping.table()));
        for (int key : mapping.keyColumns()) {
            CatalogColumn column = Objects.requireNonNull(
                    catalog.column(table, mapping.column(key).name()));
            if (column.generation() == Generation.IDENTITY_ALWAYS) {
                return key;
            }
        }
        return -1;
    }

    private List<List<Object>> plain(TestDatabase database, Mapping<Persistent> mapping) {
        String columns = mapping.columns().stream().map(database::told).collect(Collectors.joining(", "));
        return database.rows(
                "SELECT " + columns + " FROM " + table(database, mapping),
                mapping.columns().size());
    }

    private static String table(TestDatabase database, Mapping<?> mapping) {
        String schema = mapping.table().schema();
        return (schema == null ? "" : database.quoted(schema) + ".")
                + database.quoted(mapping.table().name());
    }

    private static List<List<Object>> told(List<Persistent> records, Mapping<Persistent> mapping) {
        return records.stream()
                .map(record -> IntStream.range(0, mapping.columns().size())
                        .mapToObj(i -> told(mapping.value(record, i)))
                        .toList())
                .toList();
    }

    private static List<String> sorted(List<List<Object>> rows) {
        return rows.stream().map(Object::toString).sorted().toList();
    }

    /** Return a value so that it is told alike whatever class a driver has for it. */
    static Object told(@Nullable Object value) {
        if (value instanceof Number number) {
            BigDecimal exact = new BigDecimal(number.toString());
            return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().withUpperCase().formatHex(bytes);
        }
        if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return told(copy);
        }
        if (value instanceof Object[] array) {
            return Arrays.stream(array).map(RoundTrip::told).toList();
        }
        return value instanceof Interval interval ? told(interval) : String.valueOf(value);
    }

    private static Object told(Interval interval) {
        if (interval.getQualifier().isYearMonth()) {
            return Period.ofMonths((int) (interval.getYears() * 12 + interval.getMonths()))
                    .normalized()
                    .toString();
        }
        return Duration.ofDays(interval.getDays())
                .plusHours(interval.getHours())
                .plusMinutes(interval.getMinutes())
                .plusNanos(interval.getSecondsAndNanos())
                .toString();
    }

    /** The columns of a relation have none of their own. */
    private static boolean hasField(Mapping<Persistent> mapping, int column) {
        String name = mapping.properties().get(column).name();
        return Arrays.stream(mapping.type().getFields())
                .anyMatch(field -> field.getName().equals(name));
    }

    private static Field field(Mapping<Persistent> mapping, int column) throws ReflectiveOperationException {
        return mapping.type().getField(mapping.properties().get(column).name());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Of which models they are is not known when this is compiled.
    private static ReadableModel<?> model(Mapping<Persistent> mapping) {
        Class type = mapping.type();
        return isWritten(mapping) ? Model.of(type) : ReadOnlyModel.of(type);
    }

    /** Return whether records of a model can be written. */
    static boolean isWritten(Mapping<Persistent> mapping) {
        return ActiveRecord.class.isAssignableFrom(mapping.type());
    }

    @SuppressWarnings("unchecked") // As above.
    private static List<Persistent> records(TestDatabase database, Mapping<Persistent> mapping) {
        ReadableModel<?> model = model(mapping);
        Flux<?> all = model instanceof Model<?> written
                ? written.query().all()
                : ((ReadOnlyModel<?>) model).query().all();
        return (List<Persistent>) Objects.requireNonNull(
                all.contextWrite(database.database().context()).collectList().block());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // As above.
    private long insertAll(Mapping<Persistent> mapping, List<Persistent> records) {
        Model model = (Model) model(mapping);
        Flux<?> inserted = model.insertAll(Flux.fromIterable(records));
        return Objects.requireNonNull(
                inserted.contextWrite(to.database().context()).count().block());
    }

    @Override
    public void close() throws IOException {
        compiled.close();
    }
}
