package io.fluxrecord.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models whose accessors and constructors Lombok makes, whichever processor comes first. */
final class LombokTests {

    private static final String EQUALITY_WARNING_OF_LOMBOK = "Generating equals/hashCode implementation";

    private final Javac javac;

    LombokTests(@TempDir Path directory) throws IOException {
        javac = new Javac(directory);
    }

    private static Processor lombok() throws ReflectiveOperationException {
        Constructor<?> constructor = Class.forName("lombok.launch.AnnotationProcessorHider$AnnotationProcessor")
                .getDeclaredConstructor();
        constructor.setAccessible(true);
        return (Processor) constructor.newInstance();
    }

    /** Compile with Lombok before or after Fluxrecord, and return what is reported, but not by Lombok. */
    private List<String> compile(boolean lombokFirst) throws IOException, ReflectiveOperationException {
        if (lombokFirst) {
            javac.processor(lombok());
        } else {
            javac.laterProcessor(lombok());
        }
        return javac.compile().stream()
                .filter(message -> !message.contains(EQUALITY_WARNING_OF_LOMBOK))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void accessorsAndConstructorsOfLombokAreUsed(boolean lombokFirst) throws Exception {
        javac.source(
                        "shop/Note.java",
                        "package shop;",
                        "import io.fluxrecord.*;",
                        "import io.fluxrecord.annotation.*;",
                        "import lombok.*;",
                        "@Getter @Setter @NoArgsConstructor @AllArgsConstructor @ToString",
                        "public class Note extends Parent<Note> {",
                        "    @Id private Long id;",
                        "    private String text;",
                        "    private boolean active;",
                        "    @Embedded private Place place;",
                        "    @Convert(Texts.class) private StringBuilder converted;",
                        "    static Object use() { return Note_.text.eq(new Note(1L, null, true, null, null).getText()); }",
                        "}")
                .source(
                        "shop/Parent.java",
                        "package shop;",
                        "@io.fluxrecord.annotation.MappedSuperclass",
                        "@lombok.Data @lombok.EqualsAndHashCode(callSuper = true)",
                        "@SuppressWarnings(\"FLX060\")",
                        "public abstract class Parent<T extends Parent<T>> extends io.fluxrecord.ActiveRecord<T> {",
                        "    private int number;",
                        "}")
                .source("shop/Place.java", "package shop;", "public record Place(String city) {}")
                .source(
                        "shop/Texts.java",
                        "package shop;",
                        "@lombok.RequiredArgsConstructor",
                        "public class Texts implements io.fluxrecord.mapping.Converter<StringBuilder, String> {",
                        "    public String toDatabase(StringBuilder text) { return text.toString(); }",
                        "    public StringBuilder fromDatabase(String stored) { return new StringBuilder(stored); }",
                        "}");
        assertThat(compile(lombokFirst)).isEmpty();
        try (URLClassLoader loader = javac.loader()) {
            Mapping<Persistent> mapping = new Compiled(loader).mapping("shop.Note");
            assertThat(mapping.columns())
                    .extracting(column -> column.name())
                    .containsExactly("id", "number", "text", "active", "place_city", "converted");
            Persistent note = mapping.instantiate();
            note.getClass().getMethod("setText", String.class).invoke(note, "hello");
            assertThat(mapping.value(note, 2)).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void constructorsOfLombokLeaveRelationsAlone(boolean lombokFirst) throws Exception {
        javac.source(
                "shop/Note.java",
                "package shop;",
                "import io.fluxrecord.*;",
                "import io.fluxrecord.annotation.*;",
                "import lombok.*;",
                "@Getter @Setter @NoArgsConstructor @AllArgsConstructor",
                "public class Note extends ActiveRecord<Note> {",
                "    @Id private Long id;",
                "    private String text;",
                "    @Column(nullable = true) private final One<Note> answered = one();",
                "    @Inverse(\"answered\") private final Many<Note> answers = many();",
                "    static Object use() { return new Note(1L, null).getAnswers(); }",
                "}");
        assertThat(compile(lombokFirst)).isEmpty();
        try (URLClassLoader loader = javac.loader()) {
            Mapping<Persistent> mapping = new Compiled(loader).mapping("shop.Note");
            assertThat(mapping.columns())
                    .extracting(column -> column.name())
                    .containsExactly("id", "text", "answered_id");
            Constructor<?> all = mapping.type().getConstructor(Long.class, String.class);
            Persistent note = (Persistent) all.newInstance(7L, "hello");
            Persistent answer = (Persistent) all.newInstance(8L, "yes");
            Object answered = answer.getClass().getMethod("getAnswered").invoke(answer);
            answered.getClass().getMethod("set", Object.class).invoke(answered, note);
            assertThat(mapping.value(answer, 2)).isEqualTo(7L);
        }
    }

    private void sourceWithFieldDefaults(String annotations, String text) throws IOException {
        javac.source(
                "shop/Note.java",
                "package shop;",
                "import io.fluxrecord.*;",
                "import io.fluxrecord.annotation.*;",
                "import lombok.*;",
                "import lombok.experimental.*;",
                annotations + " @NoArgsConstructor",
                "public class Note extends ActiveRecord<Note> {",
                "    @Id Long id;",
                "    " + text,
                "}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fieldsThatLombokMakesPrivateAreReachedByTheirAccessors(boolean lombokFirst) throws Exception {
        sourceWithFieldDefaults("@FieldDefaults(level = AccessLevel.PRIVATE) @Getter @Setter", "String text;");
        assertThat(compile(lombokFirst)).isEmpty();
        try (URLClassLoader loader = javac.loader()) {
            Mapping<Persistent> mapping = new Compiled(loader).mapping("shop.Note");
            Persistent note = mapping.instantiate();
            note.getClass().getMethod("setText", String.class).invoke(note, "hello");
            assertThat(mapping.value(note, 1)).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fieldsThatLombokMakesPrivateNeedAccessors(boolean lombokFirst) throws Exception {
        sourceWithFieldDefaults("@FieldDefaults(level = AccessLevel.PRIVATE)", "@Getter String text;");
        assertThat(compile(lombokFirst))
                .anyMatch(message -> message.contains("setText(String)"))
                .noneMatch(message -> message.contains("has private access"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fieldsThatLombokLeavesOpenNeedNone(boolean lombokFirst) throws Exception {
        sourceWithFieldDefaults(
                "@FieldDefaults(level = AccessLevel.PRIVATE, makeFinal = true)",
                "@PackagePrivate @NonFinal String text;");
        assertThat(compile(lombokFirst)).noneMatch(message -> message.contains("text"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fieldsThatLombokMakesFinalAreRefused(boolean lombokFirst) throws Exception {
        sourceWithFieldDefaults("@FieldDefaults(makeFinal = true) @Getter", "String text;");
        assertThat(compile(lombokFirst)).anyMatch(message -> message.contains("FLX011"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void modelThatHasNoOtherAnnotationsIsSeenAndItsEqualityIsWarnedOf(boolean lombokFirst) throws Exception {
        javac.source(
                "shop/Note.java",
                "package shop;",
                "import io.fluxrecord.*;",
                "@lombok.Data class Note extends ActiveRecord<Note> implements UuidKey {",
                "    private String text;",
                "}");
        assertThat(compile(lombokFirst))
                .containsExactly("Note.java:3 [FLX060] shop.Note overrides equals(java.lang.Object): records are equal"
                        + " when their keys are, whatever else they hold; let Lombok make no more than @Getter and"
                        + " @Setter, or add @SuppressWarnings(\"FLX060\")");
        assertThat(javac.services()).containsExactly("shop.Note_$Mapped");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void modelInTheUnnamedPackageOrInsideAnotherClassIsSeen(boolean lombokFirst) throws Exception {
        javac.source(
                "Shop.java",
                "import io.fluxrecord.*;",
                "@lombok.Getter class Shop {",
                "    @lombok.Getter @lombok.Setter static class Note extends ActiveRecord<Note> implements UuidKey {",
                "        private String text;",
                "    }",
                "}");
        assertThat(compile(lombokFirst)).isEmpty();
        assertThat(javac.services()).containsExactly("Shop_Note_$Mapped");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatLombokDoesNotMakeIsAMistakeInEitherOrder(boolean lombokFirst) throws Exception {
        javac.source(
                "shop/Note.java",
                "package shop;",
                "import io.fluxrecord.*;",
                "@lombok.Getter class Note extends ActiveRecord<Note> implements UuidKey {",
                "    private String text;",
                "}");
        assertThat(compile(lombokFirst))
                .singleElement()
                .asString()
                .startsWith("Note.java:4 [FLX012] shop.Note.text cannot be reached")
                .contains("add setText(String)");
    }

    @Test
    void annotationsWithoutLombokKeepNothingFromBeingReported() throws IOException {
        javac.source(
                "shop/Note.java",
                "package shop;",
                "import io.fluxrecord.*;",
                "@lombok.Data class Note extends ActiveRecord<Note> implements UuidKey {",
                "    private String text;",
                "}");
        assertThat(javac.compile()).singleElement().asString().startsWith("Note.java:4 [FLX012] shop.Note.text");
    }

    /** Gradle hands processors an environment of its own, which hides that of the compiler. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void orderIsToldWhereTheCompilerCannotBeAsked(boolean lombokFirst) throws Exception {
        javac.modelProcessor(new Wrapped())
                .source(
                        "shop/Note.java",
                        "package shop;",
                        "import io.fluxrecord.*;",
                        "@lombok.Getter @lombok.Setter class Note extends ActiveRecord<Note> implements UuidKey {",
                        "    private String text;",
                        "}");
        if (lombokFirst) {
            assertThat(compile(true)).singleElement().asString().startsWith("[FLX061] Lombok comes before Fluxrecord");
        } else {
            assertThat(compile(false)).isEmpty();
            assertThat(javac.services()).containsExactly("shop.Note_$Mapped");
        }
    }

    /** Works as ever, but for the class of its environment. */
    private static final class Wrapped extends AbstractProcessor {

        private final ModelProcessor processor = new ModelProcessor();

        @Override
        public synchronized void init(ProcessingEnvironment environment) {
            processor.init((ProcessingEnvironment) Proxy.newProxyInstance(
                    LombokTests.class.getClassLoader(),
                    new Class<?>[] {ProcessingEnvironment.class},
                    (proxy, method, arguments) -> method.invoke(environment, arguments)));
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            processor.process(annotations, round);
            return false;
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return processor.getSupportedAnnotationTypes();
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return processor.getSupportedSourceVersion();
        }
    }
}
