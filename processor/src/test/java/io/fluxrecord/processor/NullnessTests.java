package io.fluxrecord.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.generated.MappedProperty;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which columns take nulls, as annotations for type checkers say of the properties. */
class NullnessTests {

    private final Javac javac;

    NullnessTests(@TempDir Path directory) throws IOException {
        javac = new Javac(directory);
    }

    /** Return the properties whose columns take nulls. */
    private List<String> nullable(String model) throws Exception {
        try (URLClassLoader loader = javac.loader()) {
            return new Compiled(loader)
                    .mapping(model).properties().stream()
                            .filter(property -> property.column().nullable())
                            .map(MappedProperty::name)
                            .toList();
        }
    }

    private void compiles() throws IOException {
        assertThat(javac.compile()).noneMatch(message -> message.contains("error"));
    }

    private Javac model(String annotations, String... members) throws IOException {
        return javac.source(
                "shop/Item.java",
                "package shop;",
                "import io.fluxrecord.*;",
                "import io.fluxrecord.annotation.*;",
                "import java.util.*;",
                "import org.jspecify.annotations.*;",
                annotations + " public class Item extends ActiveRecord<Item> {",
                "    public @Id @Nullable Long id;",
                String.join("\n", members),
                "}");
    }

    @Test
    void nothingIsRequiredWithoutAMark() throws Exception {
        model("", "public String name; public int count; public @NonNull String kind;");
        compiles();
        assertThat(nullable("shop.Item")).containsExactly("name", "kind");
    }

    @Test
    void markedClassRequiresWhatIsNotNullable() throws Exception {
        model(
                "@NullMarked",
                "public String name = \"\"; public @Nullable String note;",
                "public String[] texts = {}; public String @Nullable [] noTexts; public @Nullable String[] texts2 = {};",
                "public List<String> list = List.of(); public @Nullable List<String> noList;",
                "public Map.@Nullable Entry<String, String> entry;".replace("public", "@Column(json = true) public"),
                "@Column(nullable = true) public String maybe = \"\";",
                "@Column(nullable = false) public @Nullable String required;",
                "@Column(defaulted = true) public Integer defaulted; @Column(generated = true) public Integer made;",
                "@Column(insertable = false) public Integer later;",
                "private Integer count = 1; public Integer getCount() { return count; }",
                "public void setCount(Integer count) { this.count = count; }");
        compiles();
        assertThat(nullable("shop.Item"))
                .containsExactly("note", "noTexts", "noList", "entry", "maybe", "defaulted", "made", "later");
    }

    @Test
    void markOfThePackageIsTakenBackByAClass() throws Exception {
        javac.source("shop/package-info.java", "@org.jspecify.annotations.NullMarked package shop;");
        javac.source(
                "shop/Base.java",
                "package shop;",
                "import io.fluxrecord.*;",
                "@org.jspecify.annotations.NullUnmarked @io.fluxrecord.annotation.MappedSuperclass",
                "public abstract class Base<T extends Base<T, V>, V> extends ActiveRecord<T> {",
                "    public String inherited;",
                "    public V value;",
                "}");
        javac.source(
                "shop/Outer.java",
                "package shop;",
                "import io.fluxrecord.annotation.*;",
                "public class Outer {",
                "    public static class Inner extends Base<Inner, String> {",
                "        public @Id int id;",
                "        public String own = \"\";",
                "    }",
                "}");
        compiles();
        assertThat(nullable("shop.Outer$Inner")).containsExactly("inherited", "value");
    }

    @Test
    void componentIsNullWhereTheWholeIs() throws Exception {
        model(
                "@NullMarked",
                "public record Size(int width, String unit, @Nullable String note) {}",
                "public @Embedded Size size = new Size(1, \"cm\", null);",
                "public @Embedded @Nullable Size box;");
        compiles();
        assertThat(nullable("shop.Item")).containsExactly("sizeNote", "boxWidth", "boxUnit", "boxNote");
    }

    /** Their annotations of types are not to be seen before JDK 22, so nothing is concluded from their absence. */
    @Test
    void superclassOfAClassFileRequiresNothingThatCannotBeSeen() throws Exception {
        javac.source(
                "base/Base.java",
                "package base;",
                "import org.jspecify.annotations.*;",
                "@NullMarked @io.fluxrecord.annotation.MappedSuperclass",
                "public abstract class Base<T extends Base<T>> extends io.fluxrecord.ActiveRecord<T> {",
                "    public @Nullable String note;",
                "    public String name = \"\";",
                "}");
        assertThat(javac.compile("base/Base.java")).isEmpty();
        javac.source(
                "shop/Item.java",
                "package shop;",
                "@org.jspecify.annotations.NullMarked",
                "public class Item extends base.Base<Item> {",
                "    public @io.fluxrecord.annotation.Id int id;",
                "    public String own = \"\";",
                "}");
        javac.modelProcessor(new ModelProcessor())
                .option("-cp", javac.output() + java.io.File.pathSeparator + Javac.CLASS_PATH);
        assertThat(javac.compile("shop/Item.java")).noneMatch(message -> message.contains("error"));
        assertThat(nullable("shop.Item")).contains("note").doesNotContain("own");
    }

    @Test
    void kotlinTellsByItsOwnAnnotations() throws Exception {
        javac.source(
                "org/jetbrains/annotations/NotNull.java",
                "package org.jetbrains.annotations;",
                "public @interface NotNull {}");
        javac.source("kotlin/Metadata.java", "package kotlin;", "public @interface Metadata {}");
        model(
                "@kotlin.Metadata",
                "@org.jetbrains.annotations.NotNull private String name = \"\";",
                "public String getName() { return name; }",
                "public void setName(String name) { this.name = name; }",
                "private String late;", // lateinit
                "@org.jetbrains.annotations.NotNull public String getLate() { return late; }",
                "public void setLate(String late) { this.late = late; }",
                "public String unknown;");
        compiles();
        assertThat(nullable("shop.Item")).containsExactly("unknown");
    }
}
