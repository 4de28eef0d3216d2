package io.fluxrecord.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models in a module of their own, which requires Fluxrecord and nothing else. */
final class NamedModuleTests {

    /** What {@code fluxrecord-core} needs at run time, by the beginnings of file names. */
    private static final List<String> DEPENDENCIES = List.of(
            "r2dbc-spi", "r2dbc-pool", "reactor-core", "reactor-pool", "reactive-streams", "jspecify", "slf4j-api");

    private final Javac javac;

    NamedModuleTests(@TempDir Path directory) throws IOException {
        javac = new Javac(directory)
                .option(Javac.STRICT, "-Werror", "--module-path", modulePath())
                .source(
                        "shop/Note.java",
                        "package shop;",
                        "import io.fluxrecord.*;",
                        "public class Note extends ActiveRecord<Note> implements UuidKey, Timestamped, Versioned {",
                        "    public String text;",
                        "    public Note() {}",
                        "    Mood mood;",
                        "    enum Mood { GOOD }",
                        "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "provides io.fluxrecord.generated.GeneratedMapping with shop.Note_.Mapped;"})
    void modelInAModuleIsFoundWhetherItsMappingIsProvidedOrNot(String directive)
            throws IOException, ReflectiveOperationException {
        javac.source(
                "module-info.java",
                "module app { requires transitive io.fluxrecord.core; exports shop; " + directive + " }");
        assertThat(javac.compile()).isEmpty();

        ClassLoader loader = layer().findLoader("app");
        Class<?> model = loader.loadClass("io.fluxrecord.Model");
        Method of = model.getMethod("of", Class.class);
        Class<?> note = loader.loadClass("shop.Note");
        assertThat(note.getModule().isNamed()).isTrue();
        assertThat(of.invoke(null, note)).hasToString("Model[shop.Note]");
    }

    private ModuleLayer layer() {
        Stream<Path> path = Stream.concat(
                Stream.of(javac.output()),
                Arrays.stream(modulePath().split(File.pathSeparator)).map(Path::of));
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration = boot.configuration()
                .resolveAndBind(ModuleFinder.of(path.toArray(Path[]::new)), ModuleFinder.of(), Set.of("app"));
        // The tests are on the class path with the same classes, so a loader of the platform is the parent.
        return boot.defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
    }

    private static String modulePath() {
        return Arrays.stream(Javac.CLASS_PATH.split(File.pathSeparator))
                .filter(NamedModuleTests::isNeeded)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isNeeded(String entry) {
        String name = Path.of(entry).getFileName().toString();
        return isCore(entry) || DEPENDENCIES.stream().anyMatch(name::startsWith);
    }

    /** In a build of all modules core is a directory, else a file. */
    private static boolean isCore(String entry) {
        return entry.contains("fluxrecord-core")
                || entry.endsWith(Path.of("core", "target", "classes").toString());
    }
}
