package io.fluxrecord.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The round trip on a schema that is not here: {@code -Dfluxrecord.roundtrip.scripts=schema.sql,data.sql}, with
 * {@code -Dfluxrecord.roundtrip.database=mariadb} for another database than PostgreSQL and
 * {@code -Dfluxrecord.roundtrip.excludes=part_*} for tables that are parts of others.
 */
@EnabledIfSystemProperty(named = "fluxrecord.roundtrip.scripts", matches = ".+")
final class GivenSchemaTests {

    private static List<String> listed(String property) {
        String list = System.getProperty("fluxrecord.roundtrip." + property, "");
        return list.isEmpty() ? List.of() : List.of(list.split(",", -1));
    }

    private static TestDatabase filled() throws Exception {
        TestDatabase database = TestDatabases.make(System.getProperty("fluxrecord.roundtrip.database", "postgresql"));
        database.relax();
        for (String script : listed("scripts")) {
            database.run(Files.readString(Path.of(script)));
        }
        return database;
    }

    @Test
    void modelsReadCopyAndChangeWhatPlainSqlSees(@TempDir Path directory) throws Exception {
        TableSelection selection = new TableSelection(null, List.of(), listed("excludes"));
        List<String> failures = new ArrayList<>();
        try (TestDatabase from = filled();
                TestDatabase to = filled();
                RoundTrip trip = new RoundTrip(from, to, selection, directory)) {
            trip.remarks().forEach(System.out::println);
            trip.validate();
            trip.clear();
            long all = 0;
            for (Mapping<Persistent> mapping : trip.mappings()) {
                try {
                    long rows = trip.read(mapping);
                    System.out.println(mapping.table().name() + ": " + rows + " rows read" + written(trip, mapping));
                    all += rows;
                } catch (RuntimeException | AssertionError e) {
                    failures.add(mapping.table().name() + ": " + e);
                }
            }
            System.out.println(trip.mappings().size() + " models, " + all + " rows");
        }
        assertThat(failures).isEmpty();
    }

    private static String written(RoundTrip trip, Mapping<Persistent> mapping) throws ReflectiveOperationException {
        return RoundTrip.isWritten(mapping)
                ? ", " + trip.copy(mapping) + " copied, " + trip.change(mapping, List.of()) + " columns changed"
                : "";
    }
}
