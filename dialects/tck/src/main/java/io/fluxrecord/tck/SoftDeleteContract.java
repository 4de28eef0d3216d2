package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxrecord.error.RecordNotFoundException;
import io.fluxrecord.tck.model.Comment;
import io.fluxrecord.tck.model.Comment_;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Product;
import io.fluxrecord.tck.model.Product_;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** Soft delete: a mark in the row, which reads leave out and {@code restore()} takes away. */
public interface SoftDeleteContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Comment_.model(), Product_.model(), Country_.model());
    }

    @Test
    default void deleteMarksTheRowAndKeepsIt() {
        Comment comment = await(new Comment("first!").save());
        assertThat(comment.deleted()).isFalse();
        bed().advance(Duration.ofMinutes(1));
        StepVerifier.create(comment.delete()).expectNext(true).verifyComplete();
        assertThat(comment.getDeletedAt()).isEqualTo(bed().now());
        assertThat(comment.deleted()).isTrue();
        assertThat(comment.stored()).isTrue();
        assertThat(comment.changes()).isEmpty();

        StepVerifier.create(Comment_.find(comment.getId())).verifyComplete();
        Comment marked = await(Comment_.query().includeDeleted().one());
        assertThat(marked.body).isEqualTo("first!");
        assertThat(marked.getDeletedAt()).isEqualTo(comment.getDeletedAt());
    }

    @Test
    default void everyReadLeavesDeletedRowsOut() {
        Comment live = await(new Comment("live").save());
        Comment gone = await(new Comment("gone").save());
        await(gone.delete());

        assertThat(await(Comment_.query().all())).containsExactly(live);
        assertThat(await(Comment_.query().one())).isEqualTo(live);
        assertThat(await(Comment_.query().orderBy(Comment_.body.asc()).first())).isEqualTo(live);
        assertThat(await(Comment_.query().count())).isEqualTo(1);
        assertThat(await(Comment_.query().where(Comment_.body.eq("gone")).exists()))
                .isFalse();
        StepVerifier.create(Comment_.find(gone.getId())).verifyComplete();
    }

    @Test
    default void anOrCannotLetDeletedRowsThrough() {
        Comment gone = await(new Comment("gone").save());
        await(gone.delete());
        StepVerifier.create(Comment_.query()
                        .where(Comment_.body.eq("x").or(Comment_.body.eq("gone")))
                        .all())
                .verifyComplete();
        StepVerifier.create(Comment_.query()
                        .where(Comment_.body
                                .isNull()
                                .or(Comment_.id.isNotNull())
                                .not()
                                .or(Comment_.body.eq("gone")))
                        .count())
                .expectNext(0L)
                .verifyComplete();
        assertThat(await(Comment_.query()
                        .where(Comment_.body.eq("x").or(Comment_.body.eq("gone")))
                        .update(Comment_.body.set("leaked"))))
                .isZero();
        assertThat(await(gone.reload()).body).isEqualTo("gone");
    }

    @Test
    default void includeDeletedAndOnlyDeletedLiftTheScope() {
        Comment live = await(new Comment("live").save());
        Comment gone = await(new Comment("gone").save());
        await(gone.delete());
        assertThat(await(Comment_.query().includeDeleted().all())).containsExactlyInAnyOrder(live, gone);
        assertThat(await(Comment_.query().onlyDeleted().all())).containsExactly(gone);
        assertThat(await(Comment_.query().onlyDeleted().count())).isEqualTo(1);
        assertThatThrownBy(() -> Country_.query().onlyDeleted())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Country");
    }

    @Test
    default void secondDeleteEmitsFalseSendsNothingAndKeepsTheFirstStamp() {
        Comment comment = await(new Comment("gone").save());
        await(comment.delete());
        Instant stamp = comment.getDeletedAt();
        bed().advance(Duration.ofMinutes(1));
        bed().statements();
        StepVerifier.create(comment.delete()).expectNext(false).verifyComplete();
        assertThat(bed().statements()).isEmpty();
        assertThat(comment.getDeletedAt()).isEqualTo(stamp);
    }

    @Test
    default void restoreTakesTheMarkAwayAndNothingElse() {
        Comment comment = await(new Comment("back").save());
        await(comment.delete());
        comment.body = "unsaved";
        StepVerifier.create(comment.restore()).expectNext(true).verifyComplete();
        assertThat(comment.getDeletedAt()).isNull();
        assertThat(comment.changes()).containsExactly("body");
        assertThat(await(Comment_.find(comment.getId())).body).isEqualTo("back");
        bed().statements();
        StepVerifier.create(comment.restore()).expectNext(false).verifyComplete();
        assertThat(bed().statements()).isEmpty();
    }

    @Test
    default void unsavedChangesAreNotWrittenByADeleteAndStayDirty() {
        Product lamp = await(new Product("lamp", "9.99", 7).save());
        Instant updated = lamp.getUpdatedAt();
        bed().advance(Duration.ofMinutes(1));
        lamp.name = "unsaved";
        await(lamp.delete());
        assertThat(lamp.name).isEqualTo("unsaved");
        assertThat(lamp.changes()).containsExactly("name");
        assertThat(lamp.getUpdatedAt()).isEqualTo(updated);
        assertThat(lamp.getVersion()).isEqualTo(2);
        Product row = await(Product_.query().onlyDeleted().one());
        assertThat(row.name).isEqualTo("lamp");
        assertThat(row.getUpdatedAt()).isEqualTo(updated);
        assertThat(row.getVersion()).isEqualTo(2);
    }

    @Test
    default void saveOfADeletedRecordUpdatesItAndDoesNotResurrectIt() {
        Comment comment = await(new Comment("gone").save());
        await(comment.delete());
        comment.body = "edited";
        await(comment.save());
        assertThat(comment.deleted()).isTrue();
        StepVerifier.create(Comment_.find(comment.getId())).verifyComplete();
        assertThat(await(Comment_.query().onlyDeleted().one()).body).isEqualTo("edited");
    }

    @Test
    default void hardDeleteRemovesTheRowDeletedOrNot() {
        Comment live = await(new Comment("live").save());
        Comment gone = await(new Comment("gone").save());
        await(gone.delete());
        StepVerifier.create(live.hardDelete()).expectNext(true).verifyComplete();
        StepVerifier.create(gone.hardDelete()).expectNext(true).verifyComplete();
        assertThat(live.stored()).isFalse();
        assertThat(gone.deleted()).isFalse();
        assertThat(await(Comment_.query().includeDeleted().count())).isZero();
        StepVerifier.create(live.hardDelete()).expectNext(false).verifyComplete();
    }

    @Test
    default void hardDeletedRecordSavesAsAFreshRowWithAFreshKey() {
        Comment comment = await(new Comment("again").save());
        var first = comment.getId();
        await(comment.hardDelete());
        await(comment.save());
        assertThat(comment.getId()).isNotNull().isNotEqualTo(first);
        assertThat(await(Comment_.query().one()).body).isEqualTo("again");
    }

    @Test
    default void recordOfAnUnversionedModelFollowsWhatSomebodyElseDid() {
        Comment mine = await(new Comment("shared").save());
        Comment theirs = await(Comment_.find(mine.getId()));
        await(theirs.delete());
        bed().advance(Duration.ofMinutes(1));
        StepVerifier.create(mine.delete()).expectNext(false).verifyComplete();
        assertThat(mine.getDeletedAt()).isEqualTo(theirs.getDeletedAt());
        await(theirs.restore());
        StepVerifier.create(mine.restore()).expectNext(false).verifyComplete();
        assertThat(mine.deleted()).isFalse();
    }

    @Test
    default void deleteAndRestoreOfAVanishedRowAreErrors() {
        Comment live = await(new Comment("live").save());
        Comment gone = await(new Comment("gone").save());
        await(gone.delete());
        await(Comment_.query().includeDeleted().permanentlyDelete());
        StepVerifier.create(live.delete()).verifyError(RecordNotFoundException.class);
        assertThat(live.deleted()).isFalse();
        StepVerifier.create(gone.restore())
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(RecordNotFoundException.class)
                        .hasMessageContaining("Comment[" + gone.getId() + "]"))
                .verify();
        assertThat(gone.deleted()).isTrue();
        StepVerifier.create(live.hardDelete()).expectNext(false).verifyComplete();
    }

    @Test
    default void newRecordHasNothingToDeleteAndNothingToRestore() {
        Comment comment = new Comment("new");
        StepVerifier.create(comment.delete()).expectNext(false).verifyComplete();
        StepVerifier.create(comment.hardDelete()).expectNext(false).verifyComplete();
        StepVerifier.create(comment.restore()).expectNext(false).verifyComplete();
        assertThat(bed().statements()).isEmpty();
    }

    @Test
    default void bulkDeleteMarksLiveRowsOnlyAndBulkRestoreIsAnUpdate() {
        Comment first = await(new Comment("first").save());
        await(new Comment("second").save());
        await(first.delete());
        Instant stamp = first.getDeletedAt();
        bed().advance(Duration.ofMinutes(1));
        assertThat(await(Comment_.query().includeDeleted().delete())).isEqualTo(1);
        assertThat(await(first.reload()).getDeletedAt()).isEqualTo(stamp);
        assertThat(await(Comment_.query().onlyDeleted().update(Comment_.deletedAt.setNull())))
                .isEqualTo(2);
        assertThat(await(Comment_.query().count())).isEqualTo(2);
    }

    @Test
    default void oldDeletedRowsArePurged() {
        for (String body : List.of("old", "older", "young")) {
            await(new Comment(body).save());
        }
        await(Comment_.query().where(Comment_.body.like("old%")).delete());
        bed().advance(Duration.ofDays(30));
        Instant cutoff = bed().now();
        await(Comment_.query().where(Comment_.body.eq("young")).delete());
        await(new Comment("live").save());

        assertThat(await(Comment_.query()
                        .onlyDeleted()
                        .where(Comment_.deletedAt.lt(cutoff))
                        .permanentlyDelete()))
                .isEqualTo(2);
        assertThat(await(Comment_.query()
                        .includeDeleted()
                        .orderBy(Comment_.body.asc())
                        .all()))
                .extracting(comment -> comment.body)
                .containsExactly("live", "young");
    }
}
