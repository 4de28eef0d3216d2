package io.fluxrecord.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application on the module path requires the module of a dialect and nothing else. */
public interface ModulePathContract {

    /** Return the name of the dialect's module. */
    String module();

    /** Return a URL to connect to. */
    String url();

    @Test
    default void dialectAndDriverAreFoundOnTheModulePath(@TempDir Path directory) throws Exception {
        Path module = directory.resolve("module-info.java");
        Path main = directory.resolve("Main.java");
        Files.writeString(module, "module app { requires " + module() + "; }");
        Files.writeString(main, """
                package app;

                import io.fluxrecord.Database;
                import reactor.core.publisher.Mono;

                final class Main {
                    public static void main(String[] args) {
                        Database db = Database.connect("%s");
                        System.out.println(Database.class.getModule().getName() + " has "
                                + db.transaction(() -> Mono.just("committed")).block());
                        db.close().block();
                    }
                }
                """.formatted(url()));
        // That annotations of optional libraries are missing, and the driver has no module-info, is none of an
        // author's.
        String warnings = run(
                directory,
                "javac",
                "--release=17",
                "-proc:none",
                "-Xlint:all,-classfile,-requires-automatic",
                "--module-path=" + path(),
                "-d",
                directory.resolve("classes").toString(),
                module.toString(),
                main.toString());
        assertThat(warnings).isEmpty();
        String output = run(
                directory,
                "java",
                "--module-path=" + directory.resolve("classes") + File.pathSeparator + path(),
                "--module=app/app.Main");
        assertThat(output).contains("io.fluxrecord.core has committed");
    }

    /** Run a program of this JDK and return all that it has printed. */
    private static String run(Path directory, String program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.add(0, Path.of(System.getProperty("java.home"), "bin", program).toString());
        Path output = directory.resolve(program + ".output");
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        return Files.readString(output);
    }

    /** The class path of the tests, which does for a module path, since only what is required is resolved of it. */
    private static String path() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
