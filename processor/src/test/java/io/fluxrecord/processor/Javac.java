package io.fluxrecord.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The compiler of this JDK, working on files as a build tool would. */
final class Javac {

    static final String SERVICES = "META-INF/services/io.fluxrecord.generated.GeneratedMapping";
    static final String CLASS_PATH = System.getProperty("java.class.path");

    /** Processing: annotations that nobody claims; classfile: annotations of Reactor that are not on its class path. */
    static final String STRICT = "-Xlint:all,-processing,-classfile";

    private final Path sources;
    private final Path output;
    private final List<String> options = new ArrayList<>();
    private final List<Processor> processors = new ArrayList<>();
    private final List<Processor> later = new ArrayList<>();
    private Processor model = new ModelProcessor();

    Javac(Path directory) throws IOException {
        sources = Files.createDirectories(directory.resolve("src"));
        output = Files.createDirectories(directory.resolve("out"));
        options.addAll(List.of("--release", "17", "-d", output.toString(), "-s", output.toString()));
    }

    Path output() {
        return output;
    }

    Javac option(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    Javac processor(Processor processor) {
        processors.add(processor);
        return this;
    }

    /** Add a processor that comes after that of models. */
    Javac laterProcessor(Processor processor) {
        later.add(processor);
        return this;
    }

    /** Run this in the place of the processor of models. */
    Javac modelProcessor(Processor processor) {
        model = processor;
        return this;
    }

    /** Write a source file. */
    Javac source(String path, String... lines) throws IOException {
        Path file = sources.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines));
        return this;
    }

    /** Compile the files named, or all that there are, and return the errors and warnings. */
    List<String> compile(String... paths) throws IOException {
        List<Path> files = paths.length == 0
                ? javaFiles(sources)
                : Stream.of(paths).map(sources::resolve).toList();
        return compile(files);
    }

    List<String> compile(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null, manager, diagnostics, options, null, manager.getJavaFileObjectsFromPaths(files));
            List<Processor> all = new ArrayList<>(processors);
            all.add(model);
            all.addAll(later);
            task.setProcessors(all);
            task.call();
        }
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
                .map(Javac::describe)
                .toList();
    }

    private static String describe(Diagnostic<? extends JavaFileObject> diagnostic) {
        String message = diagnostic.getMessage(Locale.ROOT);
        JavaFileObject source = diagnostic.getSource();
        if (source == null) {
            return message;
        }
        return Path.of(source.getName()).getFileName() + ":" + diagnostic.getLineNumber() + " " + message;
    }

    /** Return the lines of the service file, none when it does not exist. */
    List<String> services() throws IOException {
        Path file = output.resolve(SERVICES);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** Return a loader of what was compiled, on top of the class path. */
    URLClassLoader loader() throws MalformedURLException {
        return new URLClassLoader(new URL[] {output.toUri().toURL()}, Javac.class.getClassLoader());
    }

    /** Return the files of a directory of the test resources. */
    static List<Path> resources(String directory) {
        return javaFiles(Path.of("src/test/resources", directory));
    }

    static List<Path> javaFiles(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
