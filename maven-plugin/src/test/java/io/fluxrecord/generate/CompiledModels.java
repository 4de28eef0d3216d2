package io.fluxrecord.generate;

import io.fluxrecord.generated.GeneratedMapping;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.processor.ModelProcessor;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Generated sources, compiled with the annotation processor as strictly as an application may ask for, and loaded. */
final class CompiledModels implements AutoCloseable {

    private static final String SERVICE = "META-INF/services/" + GeneratedMapping.class.getName();

    private final URLClassLoader loader;
    private final List<String> mapped;

    private CompiledModels(URLClassLoader loader, List<String> mapped) {
        this.loader = loader;
        this.mapped = mapped;
    }

    /** Compile all files of a folder; an {@link AssertionError} tells what the compiler says. */
    static CompiledModels of(Path sources, Path output) throws IOException {
        List<String> said = compile(sources, output);
        if (!said.isEmpty()) {
            throw new AssertionError(String.join("\n", said.subList(0, Math.min(10, said.size()))));
        }
        URLClassLoader loader =
                new URLClassLoader(new URL[] {output.toUri().toURL()}, CompiledModels.class.getClassLoader());
        Path service = output.resolve(SERVICE);
        return new CompiledModels(loader, Files.exists(service) ? Files.readAllLines(service) : List.of());
    }

    /** Compile all files of a folder and return errors and warnings. */
    static List<String> compile(Path sources, Path output) throws IOException {
        Files.createDirectories(output);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null,
                    manager,
                    diagnostics,
                    // Processing: annotations that nobody claims; classfile: annotations of Reactor that are not there.
                    List.of(
                            "--release",
                            "17",
                            "-Xlint:all,-processing,-classfile",
                            "-Werror",
                            "-encoding",
                            "UTF-8",
                            "-d",
                            output.toString(),
                            "-s",
                            output.toString()),
                    null,
                    manager.getJavaFileObjectsFromPaths(javaFiles(sources)));
            task.setProcessors(List.of(new ModelProcessor()));
            task.call();
        }
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
                .map(diagnostic -> diagnostic.toString())
                .toList();
    }

    private static List<Path> javaFiles(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    /** Return the mappings of all models, in the order of their names. */
    @SuppressWarnings("unchecked") // Of which models they are is not known when this is compiled.
    List<Mapping<Persistent>> mappings() throws ReflectiveOperationException {
        List<Mapping<Persistent>> mappings = new ArrayList<>();
        for (String name : mapped.stream().sorted().toList()) {
            Class<?> type = Class.forName(name, true, loader);
            mappings.add(new Mapping<>(
                    (GeneratedMapping<Persistent>) type.getConstructor().newInstance()));
        }
        return mappings;
    }

    /** Return the mapping of the model of a table. */
    Mapping<Persistent> mapping(String table) throws ReflectiveOperationException {
        return mappings().stream()
                .filter(mapping -> mapping.table().name().equals(table))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no model of " + table));
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
