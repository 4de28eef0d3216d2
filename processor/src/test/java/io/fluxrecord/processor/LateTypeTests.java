package io.fluxrecord.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that name types which do not exist yet, or never will. */
final class LateTypeTests {

    private final Javac javac;

    LateTypeTests(@TempDir Path directory) throws IOException {
        javac = new Javac(directory)
                .source(
                        "shop/Note.java",
                        "package shop;",
                        "import io.fluxrecord.annotation.*;",
                        "class Note extends Parent<Note> {",
                        "    State state;",
                        "    @Embedded Place place;",
                        "    @Convert(Texts.class) StringBuilder text;",
                        "}");
    }

    @Test
    void modelWaitsForWhatAnotherProcessorWrites() throws IOException {
        LateTypes late = new LateTypes(Map.of(
                "shop.State",
                "package shop; enum State { ON }",
                "shop.Place",
                "package shop; record Place(State state) {}",
                "shop.Parent",
                "package shop; abstract class Parent<T extends Parent<T>> extends io.fluxrecord.ActiveRecord<T>"
                        + " implements io.fluxrecord.UuidKey {}",
                "shop.Texts",
                "package shop; class Texts implements io.fluxrecord.mapping.Converter<StringBuilder, String> {"
                        + " public String toDatabase(StringBuilder text) { return text.toString(); }"
                        + " public StringBuilder fromDatabase(String stored) { return new StringBuilder(stored); } }"));
        assertThat(javac.processor(late).compile()).isEmpty();
        assertThat(Files.readString(javac.output().resolve("shop/Note_.java")))
                .contains("\"place_state\"", "Texts TEXTS = new Texts()", "Property<Note, State> state");
        assertThat(javac.services()).containsExactly("shop.Note_$Mapped");
    }

    @Test
    void whatNeverComesIsReportedByTheCompilerAlone() throws IOException {
        assertThat(javac.compile())
                .isNotEmpty()
                .allSatisfy(error ->
                        assertThat(error).contains("cannot find symbol").doesNotContain("FLX"));
    }

    @Test
    void modelMayNameItsOwnGeneratedClass() throws IOException {
        javac.source(
                        "shop/Note.java",
                        "package shop;",
                        "class Note extends io.fluxrecord.ActiveRecord<Note> implements io.fluxrecord.UuidKey {",
                        "    String text;",
                        "    static Note_.Mapped mapping() { return new Note_.Mapped(); }",
                        "    io.fluxrecord.query.Condition<Note> same() { return Note_.text.eq(text); }",
                        "}")
                .option(Javac.STRICT);
        assertThat(javac.compile()).isEmpty();
    }

    /** Writes one type per round. */
    private static final class LateTypes extends AbstractProcessor {

        private final Map<String, String> sources;

        LateTypes(Map<String, String> sources) {
            this.sources = new HashMap<>(sources);
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            sources.keySet().stream().findFirst().ifPresent(name -> write(name, sources.remove(name)));
            return false;
        }

        private void write(String name, String source) {
            try (Writer writer = processingEnv.getFiler().createSourceFile(name).openWriter()) {
                writer.write(source);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
