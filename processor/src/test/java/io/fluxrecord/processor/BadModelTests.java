package io.fluxrecord.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import io.fluxrecord.processor.report.CompileError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compiles each file, or directory of files, in {@code bad} on its own. A line that ends with {@code // error: message}
 * or {@code // warning: message} must be reported with exactly this message, and no other line may be.
 */
final class BadModelTests {

    private static final Path BAD = Path.of("src/test/resources/bad");
    private static final Pattern MARK = Pattern.compile("// (?:error|warning): (?=\\[)");

    static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(BAD)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void mistakeIsReportedOnItsElement(Path bad) throws IOException {
        List<Path> files = Javac.javaFiles(bad);
        List<JavaFileObject> sources = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (Path file : files) {
            sources.add(source(file));
            expected.addAll(marks(file));
        }
        Compilation compilation = Compiler.javac()
                .withProcessors(new ModelProcessor())
                .withOptions("--release", "17")
                .compile(sources);

        assertThat(expected).isNotEmpty();
        assertThat(compilation.diagnostics().stream()
                        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR
                                || diagnostic.getMessage(Locale.ROOT).startsWith("[FLX"))
                        .map(BadModelTests::describe))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void everyErrorHasABadModel() throws IOException {
        Set<String> marked = cases().stream()
                .flatMap(bad -> Javac.javaFiles(bad).stream())
                .flatMap(file -> marks(file).stream())
                .map(mark -> mark.replaceAll(".*\\[(FLX\\d+)].*", "$1"))
                .collect(Collectors.toSet());
        // These are no mistakes of a model; UnwritableOutputTests and LombokTests have them.
        Set<CompileError> errors =
                EnumSet.complementOf(EnumSet.of(CompileError.UNWRITABLE, CompileError.PROCESSOR_ORDER));
        assertThat(marked)
                .containsExactlyInAnyOrderElementsOf(
                        errors.stream().map(CompileError::code).toList());
    }

    private static JavaFileObject source(Path file) throws MalformedURLException {
        return JavaFileObjects.forResource(file.toUri().toURL());
    }

    private static String describe(Diagnostic<? extends JavaFileObject> error) {
        String file = error.getSource() == null ? "nowhere" : error.getSource().getName();
        String name = file.substring(file.lastIndexOf('/') + 1);
        return name + ":" + error.getLineNumber() + " " + error.getMessage(Locale.ROOT);
    }

    private static List<String> marks(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            List<String> marks = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                Matcher mark = MARK.matcher(lines.get(i));
                if (mark.find()) {
                    marks.add(file.getFileName() + ":" + (i + 1) + " "
                            + lines.get(i).substring(mark.end()));
                }
            }
            return marks;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
