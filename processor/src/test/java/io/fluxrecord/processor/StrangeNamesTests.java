package io.fluxrecord.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a name in an annotation is made of, what is generated compiles and has that very name. */
final class StrangeNamesTests {

    private final Javac javac;

    StrangeNamesTests(@TempDir Path directory) throws IOException {
        javac = new Javac(directory).option(Javac.STRICT);
    }

    /** Return a literal that has nothing but escapes. */
    private static String literal(String text) {
        return text.chars()
                .mapToObj(character -> switch (character) {
                    case '\n' -> "\\n";
                    case '\r' -> "\\r";
                    case '"' -> "\\\"";
                    case '\\' -> "\\\\";
                    default -> String.format("\\u%04x", character);
                })
                .collect(Collectors.joining("", "\"", "\""));
    }

    private void compilesWith(String name) throws Exception {
        javac.source(
                "shop/Strange.java",
                "package shop;",
                "import io.fluxrecord.annotation.*;",
                "@Table(value = " + literal("t" + name) + ", schema = " + literal("s" + name) + ")",
                "class Strange extends io.fluxrecord.ActiveRecord<Strange> {",
                "    @Id @Sequence(" + literal("q" + name) + ") Long id;",
                "    @Column(" + literal("c" + name) + ") String text;",
                "    enum Mood { @Label(" + literal("l" + name) + ") CALM }",
                "    Mood mood = Mood.CALM;",
                "}");
        assertThat(javac.compile()).isEmpty();
        try (URLClassLoader loader = javac.loader()) {
            Mapping<Persistent> mapping = new Compiled(loader).mapping("shop.Strange");
            assertThat(mapping.table().name()).isEqualTo("t" + name);
            assertThat(mapping.table().schema()).isEqualTo("s" + name);
            assertThat(mapping.column(1).name()).isEqualTo("c" + name);
            assertThat(Objects.requireNonNull(mapping.sequence()).name()).isEqualTo("q" + name);
            assertThat(mapping.value(mapping.instantiate(), 2)).isEqualTo("l" + name);
        }
        assertThat(StandardCharsets.US_ASCII
                        .newEncoder()
                        .canEncode(Files.readString(javac.output().resolve("shop/Strange_.java"))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u2028",
                "\u2029",
                "\u0085",
                "\u000b\u000c",
                "\n\r\t\b\0",
                "\u001a",
                "\"'`",
                "\\",
                "\\\"",
                "\\n",
                "\\u0022",
                "\\\\u000a",
                "\\\u2028",
                "$T $L $S $N $W $$ $[ $] $> $<",
                "%s %n {0}",
                "*/ /** // @",
                "größe",
                "表",
                "\ud83d\ude00",
                "\ud800",
                "\ufeff\uffff",
                "a b  c",
            })
    void nameIsWhatTheAnnotationSays(String name) throws Exception {
        compilesWith(name);
    }

    @Test
    void nameMayHaveEveryCharacterThatThereIs() throws Exception {
        StringBuilder all = new StringBuilder();
        // Every character that a tool could take for something, and samples of the others.
        for (int character = 0; character <= Character.MAX_VALUE; character += character < 0x3000 ? 1 : 97) {
            all.append((char) character);
        }
        compilesWith(all.toString());
    }

    @Test
    void identifiersMayHaveLettersThatTheEncodingDoesNotHave() throws Exception {
        javac.option("-encoding", "US-ASCII")
                .source(
                        "shop/Note.java",
                        "package shop;",
                        "class Note extends io.fluxrecord.ActiveRecord<Note>",
                        "        implements io.fluxrecord.UuidKey {",
                        "    int l\\u00e4nge;",
                        "    static Object property() { return Note_.l\\u00e4nge; }",
                        "}");
        assertThat(javac.compile()).isEmpty();
        try (URLClassLoader loader = javac.loader()) {
            Mapping<Persistent> mapping = new Compiled(loader).mapping("shop.Note");
            assertThat(mapping.column(1).name()).isEqualTo("länge");
        }
    }
}
