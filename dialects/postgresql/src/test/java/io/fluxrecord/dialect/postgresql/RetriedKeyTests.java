package io.fluxrecord.dialect.postgresql;

import static io.fluxrecord.dialect.postgresql.ProxiedPool.PATIENCE;
import static io.fluxrecord.dialect.postgresql.ProxiedPool.await;
import static io.fluxrecord.tck.network.PostgresqlMessages.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.error.UnknownOutcomeException;
import io.fluxrecord.error.VetoedException;
import io.fluxrecord.lifecycle.Decision;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.tck.model.Comment;
import io.fluxrecord.tck.model.Comment_;
import io.fluxrecord.tck.model.File;
import io.fluxrecord.tck.model.File_;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A UUID key is made when a save begins and stays, so that a save that is tried again meets its own row. */
@NullUnmarked
final class RetriedKeyTests {

    private final ProxiedPool pool = new ProxiedPool("fluxrecord-keys", 2);
    private Disposable listener = () -> {};

    @BeforeEach
    void prepare() {
        pool.prepare(Comment_.model(), File_.model());
    }

    @AfterEach
    void close() {
        listener.dispose();
        pool.close();
    }

    private void loseTheAnswerToAnInsert(Mono<?> insert) {
        pool.proxy().when(done("INSERT")).once().cut();
        StepVerifier.create(insert).expectError(UnknownOutcomeException.class).verify(PATIENCE);
    }

    @Test
    void retryAfterALostAnswerMeetsItsOwnKey() {
        Comment comment = new Comment("hello");
        loseTheAnswerToAnInsert(comment.save());
        StepVerifier.create(comment.save()).verifyError(R2dbcDataIntegrityViolationException.class);
        assertThat(pool.ask("SELECT id FROM comment"))
                .containsExactly(comment.getId().toString());
    }

    @Test
    void retryOfInsertAllAfterALostAnswerMeetsItsOwnKeys() {
        List<Comment> comments = List.of(new Comment("one"), new Comment("two"), new Comment("three"));
        loseTheAnswerToAnInsert(Comment_.insertAll(Flux.fromIterable(comments)).then());
        assertThat(comments).extracting(Comment::getId).doesNotContainNull().doesNotHaveDuplicates();
        StepVerifier.create(Comment_.insertAll(Flux.fromIterable(comments)))
                .verifyError(R2dbcDataIntegrityViolationException.class);
        assertThat(pool.count("comment")).isEqualTo(3);
    }

    @Test
    void retryOfASaveThatWasCancelledWritesOneRow() {
        Comment comment = new Comment("hello");
        var held = pool.proxy().when(done("INSERT")).once().freezeLink();
        StepVerifier.create(comment.save().takeUntilOther(held.firstHit()))
                .expectComplete()
                .verify(PATIENCE);
        UUID key = comment.getId();
        Mono<Comment> again = comment.save();
        StepVerifier.create(again)
                .expectSubscription()
                .then(pool.proxy()::thaw)
                .expectNext(comment)
                .expectComplete()
                .verify(PATIENCE);
        assertThat(comment.getId()).isEqualTo(key);
        assertThat(pool.count("comment")).isEqualTo(1);
    }

    @Test
    void keyIsThereInTheFirstHookAndStaysThroughVetoAndFailure() {
        List<UUID> seen = new CopyOnWriteArrayList<>();
        Comment comment = new Comment("hello");
        IllegalStateException failure = new IllegalStateException("not yet");
        listener = pool.database().on(Comment_.model(), Lifecycle.BEFORE_SAVE, saved -> {
            seen.add(saved.getId());
            return switch (seen.size()) {
                case 1 -> Mono.just(Decision.STOP);
                case 2 -> Mono.error(failure);
                default -> Mono.empty();
            };
        });
        StepVerifier.create(comment.save()).verifyError(VetoedException.class);
        StepVerifier.create(comment.save()).verifyErrorMatches(failure::equals);
        pool.ask("ALTER TABLE comment ADD CONSTRAINT no_hello CHECK (body <> 'hello')");
        StepVerifier.create(comment.save()).verifyError(R2dbcDataIntegrityViolationException.class);
        pool.ask("ALTER TABLE comment DROP CONSTRAINT no_hello");
        await(comment.save());
        assertThat(seen).hasSize(4).containsOnly(comment.getId());
        assertThat(pool.ask("SELECT id FROM comment"))
                .containsExactly(seen.get(0).toString());
    }

    @Test
    void nullAsksForAFreshKeyAndSoDoesAHardDelete() {
        Comment comment = new Comment("hello");
        loseTheAnswerToAnInsert(comment.save());
        UUID first = comment.getId();
        comment.setId(null);
        await(comment.save());
        UUID second = comment.getId();
        assertThat(second).isNotNull().isNotEqualTo(first);
        await(comment.hardDelete());
        await(comment.save());
        assertThat(comment.getId()).isNotNull().isNotEqualTo(second);
        assertThat(pool.count("comment")).isEqualTo(2);
    }

    @Test
    void keyThatIsMadeFromANameIsThatOfTheFirstSave() {
        File file = new File("a.txt");
        loseTheAnswerToAnInsert(file.save());
        UUID key = file.getId();
        assertThat(key).isEqualTo(new File("a.txt").generateId());
        file.path = "b.txt";
        StepVerifier.create(file.save()).verifyError(R2dbcDataIntegrityViolationException.class);
        assertThat(file.getId()).isEqualTo(key);
        file.setId(null);
        await(file.save());
        assertThat(file.getId()).isEqualTo(new File("b.txt").generateId());
    }
}
