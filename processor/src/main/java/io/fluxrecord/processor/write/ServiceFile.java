package io.fluxrecord.processor.write;

import io.fluxrecord.generated.GeneratedMapping;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/**
 * The list of mappings that {@code ServiceLoader} reads. A compiler run may see a few of the models only, so what
 * earlier runs have written is kept.
 */
public final class ServiceFile {

    private static final String NAME = "META-INF/services/" + GeneratedMapping.class.getName();

    private final Filer filer;

    public ServiceFile(Filer filer) {
        this.filer = filer;
    }

    /**
     * Write the list.
     *
     * @param models the names of the mappings that this run has generated
     * @param known tells which names of earlier runs the compiler knows a class of
     * @param gone tells which names of earlier runs mean nothing any more, though there may be a class file left
     * @param origins the elements of the models
     */
    public void write(
            Set<String> models, Predicate<String> known, Predicate<String> gone, Set<? extends Element> origins)
            throws IOException {
        TreeSet<String> names = new TreeSet<>();
        Set<String> earlier = earlier();
        earlier.stream()
                .filter(name -> !gone.test(name) && (known.test(name) || isCompiled(name)))
                .forEach(names::add);
        names.addAll(models);
        if (names.equals(earlier)) {
            return;
        }
        FileObject file =
                filer.createResource(StandardLocation.CLASS_OUTPUT, "", NAME, origins.toArray(Element[]::new));
        // The encoding of this file is that of ServiceLoader, whatever that of the sources is.
        try (Writer writer = new OutputStreamWriter(file.openOutputStream(), StandardCharsets.UTF_8)) {
            for (String name : names) {
                writer.write(name + "\n");
            }
        }
    }

    private Set<String> earlier() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                filer.getResource(StandardLocation.CLASS_OUTPUT, "", NAME).openInputStream(),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException | IllegalArgumentException absent) {
            // Compilers disagree on how they say that there is no such file; without it there is nothing to keep.
            return Set.of();
        }
    }

    private boolean isCompiled(String name) {
        int dot = name.lastIndexOf('.');
        String packageName = dot < 0 ? "" : name.substring(0, dot);
        try (InputStream file = filer.getResource(
                        StandardLocation.CLASS_OUTPUT, packageName, name.substring(dot + 1) + ".class")
                .openInputStream()) {
            return file.read() >= 0;
        } catch (IOException | IllegalArgumentException absent) {
            return false;
        }
    }
}
