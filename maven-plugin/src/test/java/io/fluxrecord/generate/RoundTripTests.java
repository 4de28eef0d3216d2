package io.fluxrecord.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.embedded.EmbeddedMariadb;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A schema that has every construct, in DDL by hand. */
final class RoundTripTests {

    private static final TableSelection ALL = new TableSelection(null, List.of(), List.of());

    /** What triggers make of a change is not in memory before the record is read again. */
    private static final List<String> TRIGGERED = List.of("made.shout", "made.words");

    private static final Map<String, List<String>> REMARKS = Map.of(
            "h2",
            List.of(
                    "Odd Table 😀: Column X is left out: its name differs in case alone from that of x.",
                    "key_of_bytes: The key [bytes] has a part that no property stores as one, so that records are only read.",
                    "no_key: The table has no key, so that its records are only read.",
                    "scalar: Column shape is left out: no property stores its type GEOMETRY.",
                    "scalar: Column thing is left out: no property stores its type JAVA_OBJECT.",
                    "unique_key: The table has no primary key that could be mapped; its key here is [a], by a unique index."),
            "postgresql",
            List.of(
                    "Odd Table 😀: Column X is left out: its name differs in case alone from that of x.",
                    "key_of_bytes: The key [bytes] has a part that no property stores as one, so that records are only read.",
                    "no_key: The table has no key, so that its records are only read.",
                    "partial_key: The table has no key, so that its records are only read.",
                    "unique_key: The table has no primary key that could be mapped; its key here is [a], by a unique index."),
            "mariadb",
            List.of(
                    "key_of_bytes: The key [bytes] has a part that no property stores as one, so that records are only read.",
                    "no_key: The table has no key, so that its records are only read.",
                    "scalar: Column flags is left out: no property stores its type bit(8).",
                    "scalar: Column place is left out: no property stores its type point.",
                    "unique_key: The table has no primary key that could be mapped; its key here is [a], by a unique index."));

    private static String script(String kind) {
        try (var script = RoundTripTests.class.getResourceAsStream("/schemas/" + kind.split(" ", -1)[0] + ".sql")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql", "postgresql in binary", "mariadb"})
    void modelsOfEveryConstructReadCopyAndChangeWhatPlainSqlSees(String kind, @TempDir Path directory)
            throws Exception {
        Assumptions.assumeTrue(!kind.equals("mariadb") || EmbeddedMariadb.isSupported());
        try (TestDatabase from = TestDatabases.make(kind);
                TestDatabase to = TestDatabases.make(kind)) {
            from.run(script(kind));
            to.run(script(kind));
            if (!kind.startsWith("postgresql")) { // Which empties tables that others refer to.
                to.relax();
            }
            goRound(kind, from, to, directory);
        }
    }

    private static void goRound(String kind, TestDatabase from, TestDatabase to, Path directory) throws Exception {
        try (RoundTrip trip = new RoundTrip(from, to, ALL, directory)) {
            assertThat(trip.remarks()).isEqualTo(REMARKS.get(kind.split(" ", -1)[0]));
            trip.validate();
            trip.clear();
            List<String> failures = new ArrayList<>();
            for (Mapping<Persistent> mapping : trip.mappings()) {
                try {
                    trip.read(mapping);
                    if (RoundTrip.isWritten(mapping)) {
                        trip.copy(mapping);
                        trip.change(mapping, TRIGGERED);
                    }
                } catch (RuntimeException | AssertionError e) {
                    failures.add(mapping.table().name() + ": " + e);
                }
            }
            assertThat(failures).isEmpty();
        }
    }
}
