package io.fluxrecord.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the list of models when a build tool compiles a few of the sources into the same directory. */
final class IncrementalCompileTests {

    private final Path directory;

    IncrementalCompileTests(@TempDir Path directory) throws IOException {
        this.directory = directory;
        Javac first = javac().source("shop/Apple.java", model("Apple")).source("shop/Pear.java", model("Pear"));
        assertThat(first.compile()).isEmpty();
        assertThat(first.services()).containsExactly("shop.Apple_$Mapped", "shop.Pear_$Mapped");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void compileOfOneModelKeepsTheOthers(boolean outputOnClassPath) throws IOException {
        Javac second = javac().source("shop/Apple.java", model("Apple"));
        if (outputOnClassPath) {
            second.option("-classpath", Javac.CLASS_PATH + ":" + second.output());
        }
        assertThat(second.compile("shop/Apple.java")).isEmpty();
        assertThat(second.services()).containsExactly("shop.Apple_$Mapped", "shop.Pear_$Mapped");
    }

    @Test
    void compileOfANewModelAddsIt() throws IOException {
        Javac second = javac().source("shop/Melon.java", model("Melon"));
        assertThat(second.compile("shop/Melon.java")).isEmpty();
        assertThat(second.services()).containsExactly("shop.Apple_$Mapped", "shop.Melon_$Mapped", "shop.Pear_$Mapped");
    }

    @Test
    void compileOfOtherClassesKeepsAllModels() throws IOException {
        Javac second = javac().source("shop/Basket.java", "package shop; class Basket {}");
        assertThat(second.compile("shop/Basket.java")).isEmpty();
        assertThat(second.services()).containsExactly("shop.Apple_$Mapped", "shop.Pear_$Mapped");
    }

    @Test
    void modelWhoseClassFilesAreGoneIsDropped() throws IOException {
        Javac second = javac();
        for (String name : List.of("Pear", "Pear_", "Pear_$Mapped")) {
            Files.delete(second.output().resolve("shop/" + name + ".class"));
        }
        Files.delete(second.output().resolve("shop/Pear_.java"));
        assertThat(second.compile("shop/Apple.java")).isEmpty();
        assertThat(second.services()).containsExactly("shop.Apple_$Mapped");
    }

    @Test
    void classThatIsNoModelAnyMoreIsDropped() throws IOException {
        Javac second = javac().source("shop/Pear.java", "package shop; class Pear {}");
        assertThat(second.compile("shop/Pear.java")).isEmpty();
        assertThat(second.services()).containsExactly("shop.Apple_$Mapped");
    }

    @Test
    void lineThatIsNoMappingIsDropped() throws IOException {
        Javac second = javac();
        Path services = second.output().resolve(Javac.SERVICES);
        Files.writeString(services, Files.readString(services) + "# a comment\nshop.Gone_$Mapped # another\n");
        assertThat(second.compile("shop/Apple.java")).isEmpty();
        assertThat(second.services()).containsExactly("shop.Apple_$Mapped", "shop.Pear_$Mapped");
    }

    @Test
    void failedCompileLeavesTheListAlone() throws IOException {
        Javac second = javac().source(
                        "shop/Melon.java", "package shop;", "class Melon extends io.fluxrecord.ActiveRecord<Melon> {}");
        assertThat(second.compile("shop/Melon.java"))
                .singleElement()
                .asString()
                .startsWith("Melon.java:2 [FLX001] shop.Melon");
        assertThat(second.services()).containsExactly("shop.Apple_$Mapped", "shop.Pear_$Mapped");
    }

    @Test
    void mistakeInAClassFileIsReportedOnTheModel() throws IOException {
        Javac first = javac().source(
                        "common/Named.java",
                        "package common;",
                        "import io.fluxrecord.*;",
                        "public abstract class Named<T extends Named<T>> extends ActiveRecord<T> implements UuidKey {",
                        "    @io.fluxrecord.annotation.Transient private String unsaved;",
                        "    private String name;",
                        "}");
        assertThat(first.compile("common/Named.java")).isEmpty();

        Javac second = javac().option("-classpath", Javac.CLASS_PATH + ":" + first.output())
                .source("shop/Plum.java", "package shop;", "", "class Plum extends common.Named<Plum> {}");
        assertThat(second.compile("shop/Plum.java"))
                .satisfiesExactlyInAnyOrder(
                        error -> assertThat(error).startsWith("Plum.java:3 [FLX056] common.Named is"),
                        error -> assertThat(error)
                                .startsWith("Plum.java:3 [FLX012] common.Named.name cannot be reached"));
    }

    private Javac javac() throws IOException {
        return new Javac(directory).option(Javac.STRICT);
    }

    private static String model(String name) {
        return """
                package shop;

                class %1$s extends io.fluxrecord.ActiveRecord<%1$s> implements io.fluxrecord.UuidKey {
                    String name;
                }
                """.formatted(name);
    }
}
