package io.fluxrecord.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The example of the guide is what is generated. */
final class GuideExampleTests {

    private static final TableSelection ALL = new TableSelection(null, List.of(), List.of());

    @Test
    void guideShowsWhatIsGenerated() throws Exception {
        try (TestDatabase database = TestDatabases.make("postgresql")) {
            String ddl = resource();
            database.run(ddl);
            LiveDatabase live = LiveDatabase.of(database.url(), null, null);
            GeneratedModels models = new ModelGenerator(live.dialect(), "shop.models")
                    .generate(Objects.requireNonNull(live.read(ALL).block()), ALL);
            assertThat(models.files()).extracting(SourceFile::name).containsExactly("Film", "MpaaRating");
            assertThat(Path.of("../docs/guide/schema.md"))
                    .content(StandardCharsets.UTF_8)
                    .contains("```sql\n" + ddl + "```")
                    .contains("```\n" + models.files().get(0).text() + "```");
        }
    }

    private static String resource() throws Exception {
        return Files.readString(Path.of("src/test/resources/guide/film.sql"));
    }
}
