package io.fluxrecord.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models whose generated methods come near to what Java takes of a method. */
final class WideModelTests {

    private final Path directory;

    WideModelTests(@TempDir Path directory) {
        this.directory = directory;
    }

    private List<String> compile(int columns, IntFunction<String> property) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "import io.fluxrecord.ActiveRecord;",
                "import io.fluxrecord.annotation.*;",
                "public class Wide extends ActiveRecord<Wide> {",
                "public @Id Long id;"));
        for (int i = 1; i < columns; i++) {
            lines.add(property.apply(i));
        }
        lines.add("}");
        return new Javac(directory)
                .source("Wide.java", lines.toArray(String[]::new))
                .compile();
    }

    private static String accessors(int i) {
        return "private int answer%1$d; public int getAnswer%1$d() { return answer%1$d; } public void setAnswer%1$d(int value) { answer%1$d = value; }"
                .formatted(i);
    }

    @Test
    void asManyFieldsAsATableOfPostgresqlHasColumnsCompile() throws IOException {
        assertThat(compile(1600, i -> "public int answer" + i + ";")).isEmpty();
    }

    /** HotSpot interprets a method of more than 8,000 bytes for ever. */
    @Test
    void rowsOfVeryManyColumnsAreReadByMethodsThatTheJvmCompiles() throws IOException {
        assertThat(compile(250, WideModelTests::accessors)).isEmpty();
        String generated = Files.readString(directory.resolve("out/Wide_.java"));
        assertThat(generated).contains("fill2(record, row, reader, values);").doesNotContain("fill3(");
        assertThat(compile(100, WideModelTests::accessors)).isEmpty();
        assertThat(Files.readString(directory.resolve("out/Wide_.java"))).doesNotContain("fill0(");
    }
}
