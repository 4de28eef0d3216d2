package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxrecord.Query;
import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.tck.model.Article;
import io.fluxrecord.tck.model.Article_;
import io.fluxrecord.tck.model.Product;
import io.fluxrecord.tck.model.Product_;
import io.fluxrecord.tck.model.Remark;
import io.fluxrecord.tck.model.Remark_;
import io.fluxrecord.tck.model.Setting;
import io.fluxrecord.tck.model.Setting_;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Timestamps: of the database's clock, in memory just as in the row. */
public interface TimestampContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Article_.model(), Product_.model(), Remark_.model(), Setting_.model());
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
    default void creationTimeOfAStoredRecordSetToNullIsRefusedBeforeItIsSent() {
        Article article = await(new Article("draft").save());
        article.setCreatedAt(null);
        article.title = "final";
        StepVerifier.create(article.save())
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(RecordStateException.class)
                        .hasMessageContainingAll("Article.createdAt", "Article[" + article.id + "]", "reload()"))
                .verify();
        assertThat(stored(article).title).isEqualTo("draft");
        article.setCreatedAt(Instant.EPOCH);
        await(article.save());
        assertThat(stored(article).getCreatedAt()).isEqualTo(Instant.EPOCH);
        assertThat(stored(article).title).isEqualTo("final");
    }

    @Test
    default void creationTimeSetToNullIsLeftAloneByTouchAndMadeByTheInsert() {
        Article article = new Article("draft");
        article.setCreatedAt(Instant.EPOCH);
        article.setCreatedAt(null);
        await(article.save());
        assertThat(article.getCreatedAt()).isEqualTo(TestBed.START_STORED);
        article.setCreatedAt(null);
        bed().advance(Duration.ofMinutes(1));
        await(article.touch());
        assertThat(stored(article).getCreatedAt()).isEqualTo(TestBed.START_STORED);
        assertThat(stored(article).getUpdatedAt()).isEqualTo(bed().now());
        assertThat(await(article.reload()).getCreatedAt()).isEqualTo(TestBed.START_STORED);
    }

    @Test
    default void updateTimeThatABulkUpdateIsToKeepStays() {
        Product product = await(new Product("lamp", "9.90", 7).save());
        await(new Product("chair", "49.90", 2).save());
        bed().advance(Duration.ofMinutes(1));
        Query<Product> lamps = Product_.query().where(Product_.name.eq("lamp"));
        assertThat(await(lamps.keepUpdatedAt().update(Product_.inventory.set(8), Product_.price.set(BigDecimal.TEN))))
                .isEqualTo(1);
        Product found = await(Product_.find(product.getId()));
        assertThat(found.inventory).isEqualTo(8);
        assertThat(found.getUpdatedAt()).isEqualTo(TestBed.START_STORED);
        assertThat(found.getVersion()).isEqualTo(2);
        assertThat(await(lamps.keepUpdatedAt().delete())).isEqualTo(1);
        assertThat(await(lamps.onlyDeleted().keepUpdatedAt().update(Product_.deletedAt.setNull())))
                .isEqualTo(1);
        assertThat(await(Product_.find(product.getId())).getUpdatedAt()).isEqualTo(TestBed.START_STORED);
        await(lamps.update(Product_.inventory.set(9)));
        assertThat(await(Product_.find(product.getId())).getUpdatedAt()).isEqualTo(bed().now());
    }

    @Test
    default void updateTimeThatIsKeptAndSetIsRefusedAndOneThatIsNotThereCannotBeKept() {
        StepVerifier.create(Article_.query().keepUpdatedAt().update(Article_.updatedAt.set(Instant.EPOCH)))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("Article.updatedAt"))
                .verify();
        assertThatThrownBy(() -> Remark_.query().keepUpdatedAt())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Remark");
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

    private static Remark row(Remark remark) {
        return await(Remark_.find(remark.id));
    }

    private static Setting row(Setting setting) {
        return await(Setting_.find(setting.name));
    }

    private Instant second() {
        return bed().now().truncatedTo(ChronoUnit.SECONDS);
    }

    @Test
    default void creationTimeAloneIsSetByTheInsertAndNoUpdateMovesIt() {
        Remark remark = await(new Remark("first").save());
        Instant made = TestBed.START.truncatedTo(ChronoUnit.MILLIS);
        assertThat(remark.getCreatedAt()).isEqualTo(made);
        assertThat(remark.savedChanges()).containsOnlyKeys("createdAt", "id", "text");
        bed().advance(Duration.ofMinutes(1));
        remark.text = "second";
        await(remark.save());
        assertThat(remark.savedChanges()).containsOnlyKeys("text");
        assertThat(await(Remark_.query().update(Remark_.text.set("bulk")))).isEqualTo(1);
        assertThat(row(remark).text).isEqualTo("bulk");
        assertThat(row(remark).getCreatedAt()).isEqualTo(made).isEqualTo(remark.getCreatedAt());
        assertThat(await(Remark_.query().where(Remark_.createdAt.eq(made)).count()))
                .isEqualTo(1);
    }

    @Test
    default void creationTimeAloneThatIsSetByHandIsKept() {
        Remark remark = new Remark("imported");
        remark.setCreatedAt(Instant.EPOCH);
        await(remark.save());
        assertThat(row(remark).getCreatedAt()).isEqualTo(Instant.EPOCH);
        remark.setCreatedAt(Instant.EPOCH.plusSeconds(1));
        assertThat(remark.changes()).containsExactly("createdAt");
        await(remark.save());
        assertThat(row(remark).getCreatedAt()).isEqualTo(Instant.EPOCH.plusSeconds(1));
        await(Remark_.query().update(Remark_.createdAt.set(Instant.EPOCH)));
        assertThat(row(remark).getCreatedAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    default void creationTimeAloneIsNothingToTouch() {
        Remark remark = await(new Remark("first").save());
        StepVerifier.create(remark.touch()).verifyError(RecordStateException.class);
        StepVerifier.create(remark.touch(Remark_.createdAt)).verifyError(IllegalArgumentException.class);
        bed().advance(Duration.ofMinutes(1));
        await(remark.touch(Remark_.readAt));
        assertThat(row(remark).readAt).isEqualTo(bed().now());
        assertThat(row(remark).getCreatedAt()).isEqualTo(TestBed.START.truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    default void updateTimeAloneMovesWithEveryUpdate() {
        Setting setting = await(new Setting("size", 1).save());
        assertThat(setting.getUpdatedAt()).isEqualTo(TestBed.START.truncatedTo(ChronoUnit.SECONDS));
        assertThat(setting.savedChanges()).containsOnlyKeys("name", "number", "updatedAt");
        bed().advance(Duration.ofMinutes(1));
        await(setting.save());
        assertThat(setting.savedChanges()).isEmpty();
        setting.number = 2;
        await(setting.save());
        assertThat(setting.savedChanges()).containsOnlyKeys("number", "updatedAt");
        assertThat(row(setting).getUpdatedAt()).isEqualTo(second()).isEqualTo(setting.getUpdatedAt());
        bed().advance(Duration.ofMinutes(1));
        await(setting.touch());
        assertThat(setting.savedChanges()).containsOnlyKeys("updatedAt");
        assertThat(row(setting).getUpdatedAt()).isEqualTo(second()).isEqualTo(setting.getUpdatedAt());
        bed().advance(Duration.ofMinutes(1));
        await(Setting_.query().update(Setting_.number.increment(1)));
        assertThat(row(setting).number).isEqualTo(3);
        assertThat(row(setting).getUpdatedAt()).isEqualTo(second());
    }

    @Test
    default void updateTimeAloneThatIsSetByHandIsKeptForThatSave() {
        Setting setting = new Setting("size", 1);
        setting.setUpdatedAt(Instant.EPOCH);
        await(setting.save());
        assertThat(row(setting).getUpdatedAt()).isEqualTo(Instant.EPOCH);
        setting.number = 2;
        setting.setUpdatedAt(setting.getUpdatedAt());
        await(setting.save());
        assertThat(row(setting).number).isEqualTo(2);
        assertThat(row(setting).getUpdatedAt()).isEqualTo(Instant.EPOCH);
        setting.number = 3;
        await(setting.save());
        assertThat(row(setting).getUpdatedAt()).isEqualTo(second());
        await(Setting_.query().update(Setting_.updatedAt.set(Instant.EPOCH)));
        assertThat(row(setting).getUpdatedAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    default void insertAllSetsEitherTimeAloneUnlessItIsSetByHand() {
        Remark old = new Remark("old");
        old.setCreatedAt(Instant.EPOCH);
        List<Remark> remarks = await(Remark_.insertAll(Flux.just(old, new Remark("new"))));
        assertThat(remarks)
                .allSatisfy(remark -> assertThat(row(remark).getCreatedAt()).isEqualTo(remark.getCreatedAt()));
        assertThat(remarks)
                .extracting(Remark::getCreatedAt)
                .containsExactly(Instant.EPOCH, TestBed.START.truncatedTo(ChronoUnit.MILLIS));
        Setting kept = new Setting("kept", 1);
        kept.setUpdatedAt(Instant.EPOCH);
        List<Setting> settings = await(Setting_.insertAll(Flux.just(kept, new Setting("new", 2))));
        assertThat(settings)
                .allSatisfy(setting -> assertThat(row(setting).getUpdatedAt()).isEqualTo(setting.getUpdatedAt()));
        assertThat(settings).extracting(Setting::getUpdatedAt).containsExactly(Instant.EPOCH, second());
    }
}
