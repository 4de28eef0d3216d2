package io.fluxrecord.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.processor.report.CompileError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CompileErrorDocumentTests {

    private static final Path DOCUMENT = Path.of("../docs/guide/compile-errors.md");

    @Test
    void guideExplainsEveryCodeOnceInOrder() throws IOException {
        try (Stream<String> lines = Files.lines(DOCUMENT)) {
            assertThat(lines.filter(line -> line.startsWith("| FLX")).map(line -> line.substring(2, 8)))
                    .containsExactly(Stream.of(CompileError.values())
                            .map(CompileError::code)
                            .toArray(String[]::new));
        }
    }
}
