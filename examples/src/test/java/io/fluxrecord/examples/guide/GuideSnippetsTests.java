package io.fluxrecord.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The code in the documents is that of the tests. A block follows a comment that says where it comes from: {@code <!--
 * snippet: Booking.hooks -->} is a region of a file of this package, {@code <!-- class: path -->} a file of the project
 * from its annotations or Javadoc on. Run with {@code FLUXRECORD_REWRITE_SNIPPETS=1} in the environment to write the
 * blocks anew.
 */
final class GuideSnippetsTests {

    private static final boolean REWRITE = "1".equals(System.getenv("FLUXRECORD_REWRITE_SNIPPETS"));

    private static final Path ROOT = Path.of("..");
    private static final Path GUIDE = ROOT.resolve("docs/guide");
    private static final Path SOURCES = Path.of("src/test/java/io/fluxrecord/examples/guide");

    private static final Pattern TAG = Pattern.compile("\\s*// (tag|end)::(\\w+)\\[]");
    private static final Pattern ORIGIN = Pattern.compile("<!-- (snippet|class): (\\S+) -->");
    private static final String JAVA = "```java";
    private static final String KOTLIN = "```kotlin";
    private static final String FENCE = "```";

    static List<Path> documents() throws IOException {
        try (Stream<Path> guide = Files.list(GUIDE)) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")), guide)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void blocksAreWhatTheTestsSay(Path document) throws IOException {
        List<String> lines = Files.readAllLines(document);
        List<String> expected = rewritten(lines);
        if (REWRITE) {
            Files.write(document, expected);
        } else {
            assertThat(lines).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void everyRegionIsShown() throws IOException {
        TreeSet<String> shown = new TreeSet<>();
        for (Path document : documents()) {
            for (String line : Files.readAllLines(document)) {
                Matcher origin = ORIGIN.matcher(line);
                if (origin.matches() && origin.group(1).equals("snippet")) {
                    shown.add(origin.group(2));
                }
            }
        }
        assertThat(shown).containsExactlyElementsOf(regions().keySet());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void eventsAndTransactionsShowNothingUntested(Path document) throws IOException {
        if (!document.endsWith("events.md") && !document.endsWith("transactions.md")) {
            return;
        }
        List<String> lines = Files.readAllLines(document);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals(JAVA)) {
                assertThat(lines.get(i - 1)).as("%s:%d", document, i).startsWith("<!-- snippet: ");
            }
        }
    }

    /** Return a document whose blocks are taken from where their comments say. */
    private static List<String> rewritten(List<String> lines) throws IOException {
        Map<String, List<String>> regions = regions();
        List<String> written = new ArrayList<>();
        int next = 0;
        while (next < lines.size()) {
            String line = lines.get(next++);
            written.add(line);
            Matcher origin = ORIGIN.matcher(line);
            if (origin.matches()) {
                String fence = origin.group(2).endsWith(".kt") ? KOTLIN : JAVA;
                assertThat(lines.get(next)).as("the line after %s", line).isEqualTo(fence);
                written.add(fence);
                written.addAll(code(origin, regions));
                next += lines.subList(next, lines.size()).indexOf(FENCE);
            }
        }
        return written;
    }

    private static List<String> code(Matcher origin, Map<String, List<String>> regions) {
        String name = origin.group(2);
        if (origin.group(1).equals("class")) {
            return declaration(name);
        }
        assertThat(regions).containsKey(name);
        return regions.getOrDefault(name, List.of());
    }

    /** Return all regions of this package: {@code Booking.hooks} and its lines. */
    private static Map<String, List<String>> regions() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            Map<String, List<String>> regions = new TreeMap<>();
            files.forEach(file -> read(file, regions));
            return regions;
        }
    }

    private static void read(Path file, Map<String, List<String>> regions) {
        String type = file.getFileName().toString().replace(".java", "");
        Map<String, List<String>> open = new TreeMap<>();
        for (String line : lines(file)) {
            Matcher tag = TAG.matcher(line);
            if (!tag.matches()) {
                open.values().forEach(region -> region.add(line));
                continue;
            }
            String name = type + "." + tag.group(2);
            if (tag.group(1).equals("tag")) {
                assertThat(open.put(name, new ArrayList<>())).as(name).isNull();
            } else {
                List<String> region = open.remove(name);
                assertThat(region).as("tag::%s", name).isNotNull();
                assertThat(regions.put(name, dedented(region))).as(name).isNull();
            }
        }
        assertThat(open).as("regions of %s without an end", file).isEmpty();
    }

    /** Return a file without its package and imports. */
    private static List<String> declaration(String path) {
        List<String> lines = lines(ROOT.resolve(path)).stream()
                .filter(line -> !line.startsWith("package ") && !line.startsWith("import "))
                .toList();
        return dedented(lines);
    }

    /** Return lines without the blank ones around them and the margin that all of them have. */
    private static List<String> dedented(List<String> lines) {
        int margin = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        List<String> dedented = new ArrayList<>(lines.stream()
                .map(line -> line.isBlank() ? "" : line.substring(margin))
                .toList());
        while (!dedented.isEmpty() && dedented.get(0).isEmpty()) {
            dedented.remove(0);
        }
        while (!dedented.isEmpty() && dedented.get(dedented.size() - 1).isEmpty()) {
            dedented.remove(dedented.size() - 1);
        }
        return dedented;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
