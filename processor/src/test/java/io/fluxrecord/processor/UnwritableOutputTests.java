package io.fluxrecord.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnwritableOutputTests {

    private final Javac javac;

    UnwritableOutputTests(@TempDir Path directory) throws IOException {
        javac = new Javac(directory)
                .source(
                        "shop/Note.java",
                        "package shop;",
                        "class Note extends io.fluxrecord.ActiveRecord<Note> implements io.fluxrecord.UuidKey {}");
    }

    @Test
    void sourceFileThatCannotBeWrittenIsAnError() throws IOException {
        Files.writeString(javac.output().resolve("shop"), "a file where the package should be");
        assertThat(javac.compile())
                .anySatisfy(error -> assertThat(error).contains("[FLX090] shop.Note_ could not be written: "));
    }

    @Test
    void listOfModelsThatCannotBeWrittenIsAnError() throws IOException {
        Files.writeString(javac.output().resolve("META-INF"), "a file where the directory should be");
        assertThat(javac.compile())
                .anySatisfy(
                        error -> assertThat(error).startsWith("[FLX090] The list of models could not be written: "));
    }
}
