package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.tck.model.Article;
import io.fluxrecord.tck.model.Article_;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Timestamps: of the database's clock, in memory just as in the row. */
public interface TimestampContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Article_.model());
    }

    private Article stored(Article article) {
        return await(Article_.find(article.id));
    }

    @Test
    default void insertSetsBothToTheSameInstantCutToTheColumn() {
        Article article = new Article("draft");
        assertThat(article.getCreatedAt()).isNull();
        await(article.save());
        assertThat(article.getCreatedAt()).isEqualTo(TestBed.START_STORED);
        assertThat(article.getUpdatedAt()).isEqualTo(article.getCreatedAt());
        assertThat(stored(article).getCreatedAt()).isEqualTo(article.getCreatedAt());
        assertThat(stored(article).getUpdatedAt()).isEqualTo(article.getUpdatedAt());
    }

    @Test
    default void theTimeIsTakenAtTheSaveNotAtItsAssembly() {
        Article article = new Article("draft");
        var save = article.save();
        bed().advance(Duration.ofHours(1));
        await(save);
        assertThat(article.getCreatedAt()).isEqualTo(bed().now());
    }

    @Test
    default void updateMovesTheUpdateTimeAlone() {
        Article article = await(new Article("draft").save());
        bed().advance(Duration.ofMinutes(1));
        article.title = "final";
        await(article.save());
        assertThat(article.getCreatedAt()).isEqualTo(TestBed.START_STORED);
        assertThat(article.getUpdatedAt()).isEqualTo(bed().now());
        assertThat(stored(article).getUpdatedAt()).isEqualTo(article.getUpdatedAt());
    }

    @Test
    default void cleanSaveMovesNothingButTouchDoes() {
        Article article = await(new Article("draft").save());
        bed().advance(Duration.ofMinutes(1));
        await(article.save());
        assertThat(article.getUpdatedAt()).isEqualTo(TestBed.START_STORED);
        await(article.touch());
        assertThat(article.getUpdatedAt()).isEqualTo(bed().now());
        assertThat(stored(article).getUpdatedAt()).isEqualTo(bed().now());
    }

    @Test
    default void creationTimeSetByHandIsKeptBeforeTheInsertAndAfter() {
        Article article = new Article("old");
        article.setCreatedAt(Instant.parse("1999-12-31T23:59:59.123456789Z"));
        await(article.save());
        Instant kept = Instant.parse("1999-12-31T23:59:59.123456Z");
        assertThat(article.getCreatedAt()).isEqualTo(kept);
        assertThat(article.getUpdatedAt()).isEqualTo(TestBed.START_STORED);
        article.title = "older";
        await(article.save());
        assertThat(stored(article).getCreatedAt()).isEqualTo(kept);

        article.setCreatedAt(Instant.EPOCH);
        assertThat(article.changes()).containsExactly("createdAt");
        await(article.save());
        assertThat(stored(article).getCreatedAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    default void updateTimeSetByHandIsKeptForThatSave() {
        Article article = new Article("imported");
        Instant imported = Instant.parse("2020-02-29T00:00:00Z");
        article.setUpdatedAt(imported);
        await(article.save());
        assertThat(stored(article).getUpdatedAt()).isEqualTo(imported);
        assertThat(stored(article).getCreatedAt()).isEqualTo(TestBed.START_STORED);

        article.setUpdatedAt(imported.plusSeconds(1));
        article.title = "imported again";
        await(article.save());
        assertThat(stored(article).getUpdatedAt()).isEqualTo(imported.plusSeconds(1));

        article.title = "edited";
        await(article.save());
        assertThat(stored(article).getUpdatedAt()).isEqualTo(bed().now());
    }

    @Test
    default void timeSetToNullByHandIsTheClocks() {
        Article article = await(new Article("draft").save());
        bed().advance(Duration.ofMinutes(1));
        article.setUpdatedAt(null);
        await(article.save());
        assertThat(article.getUpdatedAt()).isEqualTo(bed().now());
    }

    @Test
    default void bulkUpdateMovesTheUpdateTimeUnlessItIsSet() {
        Article article = await(new Article("draft").save());
        bed().advance(Duration.ofMinutes(1));
        await(Article_.query().update(Article_.title.set("bulk")));
        assertThat(stored(article).getUpdatedAt()).isEqualTo(bed().now());
        await(Article_.query().update(Article_.updatedAt.set(Instant.EPOCH)));
        assertThat(stored(article).getUpdatedAt()).isEqualTo(Instant.EPOCH);
        assertThat(await(Article_.query()
                        .where(Article_.createdAt.between(TestBed.START_STORED, TestBed.START))
                        .count()))
                .isEqualTo(1);
    }
}
