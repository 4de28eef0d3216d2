package io.fluxrecord.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the types of generated classes allow, and what does not compile. */
final class TypedUseTests {

    private final Javac javac;

    TypedUseTests(@TempDir Path directory) throws IOException {
        javac = new Javac(directory)
                .source(
                        "shop/Seat.java",
                        "package shop;",
                        "import io.fluxrecord.*;",
                        "import io.fluxrecord.annotation.*;",
                        "class Seat extends ActiveRecord<Seat> { @Id int line; @Id String letter; boolean taken; }")
                .source(
                        "shop/Note.java",
                        "package shop;",
                        "import io.fluxrecord.*;",
                        "class Note extends ActiveRecord<Note> implements UuidKey, SoftDeletable { String text; }")
                .source(
                        "shop/Total.java",
                        "package shop;",
                        "import io.fluxrecord.*;",
                        "class Total extends ReadOnlyRecord<Total> { String kind; long amount; }")
                .source(
                        "shop/Label.java",
                        "package shop;",
                        "import io.fluxrecord.*;",
                        "import io.fluxrecord.annotation.*;",
                        "class Label extends ReadOnlyRecord<Label> { @Id int id; String text; }");
    }

    private List<String> compile(String statement) throws IOException {
        return javac.source(
                        "shop/Use.java",
                        "package shop;",
                        "class Use {",
                        "Object use() { return " + statement + "; }",
                        "}")
                .compile();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Seat_.find(12, \"A\")",
                "Note_.find(java.util.UUID.randomUUID())",
                "new Note().restore()",
                "Seat_.query().where(Seat_.line.gt(3), Seat_.taken.eq(true))",
                "Note_.query().where(Note_.text.like(\"a%\").or(Note_.deletedAt.isNull()))",
                "Seat_.query().update(Seat_.line.increment(1))",
                "Total_.query().where(Total_.amount.gt(3L)).orderBy(Total_.kind.asc()).limit(2).all()",
                "Label_.find(7)"
            })
    void goodUseCompiles(String statement) throws IOException {
        assertThat(compile(statement)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Note_.find(\"0190\")",
                "Note_.find(7L)",
                "Seat_.find(\"A\", 12)",
                "Seat_.find(12)",
                "new Seat().restore()",
                "Seat_.query().where(Note_.text.eq(\"a\"))",
                "Seat_.query().where(Seat_.line.eq(\"3\"))",
                "Seat_.query().where(Seat_.taken.gt(true))",
                "Seat_.query().update(Seat_.letter.increment(\"B\"))",
                "new Total().save()",
                "new Total().delete()",
                "new Label().hardDelete()",
                "new Label().touch()",
                "Total_.find(7)",
                "Total_.insertAll(null)",
                "Total_.query().update(Total_.amount.set(3L))",
                "Total_.query().delete()",
                "Total_.query().forUpdate()",
                "io.fluxrecord.Schema.create(null, Total_.model())"
            })
    void badUseDoesNot(String statement) throws IOException {
        assertThat(compile(statement)).singleElement().asString().startsWith("Use.java:3 ");
    }
}
