package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.lifecycle.Listener;
import io.fluxrecord.tck.model.Article;
import io.fluxrecord.tck.model.Article_;
import io.fluxrecord.tck.model.Gadget;
import io.fluxrecord.tck.model.Gadget_;
import io.fluxrecord.tck.model.Measure;
import io.fluxrecord.tck.model.Measure_;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** How long what was set by hand of keys and times lasts, and when it is no change. */
public interface SetByHandContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Article_.model(), Gadget_.model(), Measure_.model());
    }

    private static Instant updated(Gadget gadget) {
        return Objects.requireNonNull(gadget.getUpdatedAt());
    }

    /** Save a change, which moves the update time unless that is still kept. */
    private void verifyMovesUpdatedAt(Gadget gadget) {
        bed().advance(Duration.ofMinutes(1));
        gadget.name += " later";
        await(gadget.save());
        assertThat(updated(gadget)).isEqualTo(bed().now());
        assertThat(await(Gadget_.find(Objects.requireNonNull(gadget.getId()))).getUpdatedAt())
                .isEqualTo(bed().now());
    }

    @Test
    default void saveThatHasNothingToWriteEndsWhatWasToBeKept() {
        Gadget gadget = await(new Gadget("lamp").save());
        gadget.setUpdatedAt(gadget.getUpdatedAt());
        bed().statements();
        await(gadget.save());
        assertThat(bed().statements()).isEmpty();
        verifyMovesUpdatedAt(gadget);
        gadget.setUpdatedAt(gadget.getUpdatedAt());
        await(gadget.update());
        verifyMovesUpdatedAt(gadget);
    }

    @Test
    default void saveThatAHookLeavesNothingToWriteEndsWhatWasToBeKept() {
        Gadget gadget = await(new Gadget("lamp").save());
        bed().listeners().add(bed().database().on(Gadget_.model(), Lifecycle.BEFORE_UPDATE, Listener.sync(record -> {
            if (record.name.equals("undo")) {
                record.name = "lamp";
            }
        })));
        gadget.setUpdatedAt(gadget.getUpdatedAt());
        gadget.name = "undo";
        bed().statements();
        await(gadget.save());
        assertThat(bed().statements()).isEmpty();
        verifyMovesUpdatedAt(gadget);
    }

    @Test
    default void deleteAndRestoreEndWhatWasToBeKept() {
        Gadget gadget = await(new Gadget("lamp").save());
        gadget.setUpdatedAt(gadget.getUpdatedAt());
        await(gadget.delete());
        await(gadget.restore());
        verifyMovesUpdatedAt(gadget);
    }

    /** A time that the row does not have is a change, which a delete leaves unsaved as it does others. */
    @Test
    default void deleteLeavesAnotherTimeUnsaved() {
        Gadget gadget = await(new Gadget("lamp").save());
        gadget.setUpdatedAt(Instant.EPOCH);
        await(gadget.delete());
        await(gadget.restore());
        assertThat(gadget.changes()).containsExactly("updatedAt");
        gadget.name += " later";
        await(gadget.save());
        assertThat(updated(gadget)).isEqualTo(Instant.EPOCH);
    }

    @Test
    default void rolledBackDeleteKeepsWhatWasToBeKept() {
        Gadget gadget = await(new Gadget("lamp").save());
        bed().advance(Duration.ofMinutes(1));
        gadget.setUpdatedAt(gadget.getUpdatedAt());
        StepVerifier.create(bed().database()
                        .transaction(() -> gadget.delete().then(Mono.error(new IllegalStateException("on purpose")))))
                .verifyErrorMessage("on purpose");
        gadget.name += " later";
        await(gadget.save());
        assertThat(updated(gadget)).isEqualTo(TestBed.START_STORED);
    }

    @Test
    default void whatWasSetBeforeAHardDeleteIsLeftOver() {
        Gadget gadget = await(new Gadget("lamp").save());
        UUID key = Objects.requireNonNull(gadget.getId());
        gadget.setId(key);
        gadget.setCreatedAt(gadget.getCreatedAt());
        gadget.setUpdatedAt(gadget.getUpdatedAt());
        await(gadget.hardDelete());
        bed().advance(Duration.ofMinutes(1));
        await(gadget.save());
        assertThat(gadget.getId()).isNotEqualTo(key);
        assertThat(gadget.getCreatedAt()).isEqualTo(bed().now());
        assertThat(gadget.getUpdatedAt()).isEqualTo(bed().now());
    }

    @Test
    default void whatWasSetBeforeAHardDeleteIsLeftOverInAnInsertOfMany() {
        Article article = await(new Article("gone").save());
        article.setCreatedAt(article.getCreatedAt());
        await(article.delete());
        bed().advance(Duration.ofMinutes(1));
        await(Article_.insertAll(Flux.just(article, new Article("new"))));
        assertThat(article.getCreatedAt()).isEqualTo(bed().now());
    }

    @Test
    default void rolledBackHardDeleteKeepsWhatWasSet() {
        Gadget gadget = await(new Gadget("lamp").save());
        gadget.setCreatedAt(Instant.EPOCH);
        StepVerifier.create(bed().database()
                        .transaction(
                                () -> gadget.hardDelete().then(Mono.error(new IllegalStateException("on purpose")))))
                .verifyErrorMessage("on purpose");
        assertThat(gadget.changes()).containsExactly("createdAt");
        await(gadget.save());
        assertThat(gadget.getCreatedAt()).isEqualTo(Instant.EPOCH);
    }

    private static Measure stored() {
        return await(new Measure().save());
    }

    @Test
    default void timesOfMixinsThatTheRowHasAlreadyAreNoChange() {
        Article article = await(new Article("draft").save());
        bed().statements();
        article.setUpdatedAt(Objects.requireNonNull(article.getUpdatedAt()).plusNanos(100));
        article.setCreatedAt(Objects.requireNonNull(article.getCreatedAt()).plusNanos(999));
        await(article.save());
        assertThat(article.changes()).isEmpty();
        assertThat(article.getCreatedAt()).isEqualTo(TestBed.START_STORED);
        assertThat(article.getUpdatedAt()).isEqualTo(TestBed.START_STORED);
        assertThat(bed().statements()).isEmpty();
    }

    /** Milliseconds for the creation, seconds for the update. */
    @Test
    default void timesOfMixinsAreComparedAtThePrecisionOfTheirColumn() {
        Measure measure = stored();
        bed().statements();
        measure.setCreatedAt(Objects.requireNonNull(measure.getCreatedAt()).plusNanos(999_999));
        measure.setUpdatedAt(Objects.requireNonNull(measure.getUpdatedAt()).plusMillis(999));
        await(measure.save());
        assertThat(measure.getVersion()).isEqualTo(1);
        assertThat(measure.changes()).isEmpty();
        assertThat(bed().statements()).isEmpty();
        measure.setCreatedAt(Objects.requireNonNull(measure.getCreatedAt()).plusMillis(1));
        await(measure.save());
        assertThat(measure.getVersion()).isEqualTo(2);
    }

    @Test
    default void timeThatTheRowHasAlreadyKeepsItWhereOthersAreSaved() {
        Article article = await(new Article("draft").save());
        bed().advance(Duration.ofMinutes(1));
        article.setUpdatedAt(Objects.requireNonNull(article.getUpdatedAt()).plusNanos(1));
        article.title = "imported";
        await(article.save());
        assertThat(article.getUpdatedAt()).isEqualTo(TestBed.START_STORED);
        assertThat(await(Article_.find(article.id)).getUpdatedAt()).isEqualTo(TestBed.START_STORED);
    }
}
