package io.fluxrecord.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Error Prone, as applications run it, reports each publisher that is dropped. */
final class DroppedResultTests {

    /** What Error Prone needs to see of the compiler, as its manual says. */
    private static final List<String> EXPORTED =
            List.of("api", "file", "main", "model", "parser", "processing", "tree", "util");

    private final Path directory;

    DroppedResultTests(@TempDir Path directory) {
        this.directory = directory;
    }

    /** Compile in a process of its own, which may look into the compiler, and return the lines that are reported. */
    private List<Integer> reported(String... lines) throws IOException, InterruptedException {
        Path source = directory.resolve("Note.java");
        Files.writeString(source, String.join("\n", lines));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
        EXPORTED.forEach(
                name -> command.add("-J--add-exports=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED"));
        List.of("code", "comp")
                .forEach(
                        name -> command.add("-J--add-opens=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED"));
        command.addAll(List.of(
                "-XDcompilePolicy=simple",
                "--should-stop=ifError=FLOW",
                "-Xplugin:ErrorProne -XepDisableAllChecks -Xep:CheckReturnValue:ERROR",
                "-processor",
                ModelProcessor.class.getName(),
                "-processorpath",
                Javac.CLASS_PATH,
                "-classpath",
                Javac.CLASS_PATH,
                "-d",
                directory.toString(),
                source.toString()));
        Path output = directory.resolve("output");
        Process javac = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        javac.waitFor();
        String report = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(report).contains("[CheckReturnValue]");
        return report.lines()
                .filter(line -> line.contains("[CheckReturnValue]"))
                .map(line -> Integer.valueOf(line.replaceFirst(".*Note\\.java:(\\d+):.*", "$1")))
                .toList();
    }

    @Test
    void droppedPublishersAreReported() throws IOException, InterruptedException {
        String[] lines = {
            "import io.fluxrecord.*;",
            "import reactor.core.publisher.*;",
            "class Note extends ActiveRecord<Note> implements UuidKey, SoftDeletable {",
            "    String text;",
            "    static Flux<Note> dropped(Database db, Note note, Flux<Note> notes) {",
            "        note.save(); // dropped",
            "        note.delete(); // dropped",
            "        note.restore(); // dropped",
            "        Note_.find(note.getId()); // dropped",
            "        Note_.insertAll(notes); // dropped",
            "        Note_.query().all(); // dropped",
            "        Note_.query().update(Note_.text.setNull()); // dropped",
            "        db.transaction(() -> note.save()); // dropped",
            "        db.close(); // dropped",
            "        Schema.create(db, Note_.model()); // dropped",
            "        notes.subscribe(Note::save); // dropped",
            "        return notes.doOnNext(saved -> saved.save()); // dropped",
            "    }",
            "    static Flux<Note> used(Note note, Flux<Note> notes) {",
            "        note.save().subscribe();",
            "        Mono<Note> saved = note.save();",
            "        return notes.flatMap(Note::save).concatWith(saved);",
            "    }",
            "}",
        };
        List<Integer> dropped = IntStream.rangeClosed(1, lines.length)
                .filter(line -> lines[line - 1].endsWith("// dropped"))
                .boxed()
                .toList();
        assertThat(reported(lines)).containsExactlyElementsOf(dropped);
    }
}
