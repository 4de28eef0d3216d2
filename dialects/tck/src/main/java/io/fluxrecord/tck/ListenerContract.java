package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.error.VetoedException;
import io.fluxrecord.lifecycle.Decision;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.lifecycle.Listener;
import io.fluxrecord.tck.model.Article;
import io.fluxrecord.tck.model.Article_;
import io.fluxrecord.tck.model.AuditLog;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Traced;
import io.fluxrecord.tck.model.Traced_;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Listeners: hooks that are added to a database from outside the model. */
public interface ListenerContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Article_.model(), AuditLog_.model(), Country_.model(), Traced_.model());
    }

    private void onArticle(Lifecycle event, Listener<? super Article> listener) {
        bed().listeners().add(bed().database().on(Article_.model(), event, listener));
    }

    @Test
    default void listenersRunAfterTheHookInTheOrderInWhichTheyWereAdded() {
        bed().listeners()
                .add(bed().database()
                        .on(
                                Traced_.model(),
                                Lifecycle.AFTER_INSERT,
                                traced -> Mono.fromRunnable(() -> traced.trace.add("slow"))
                                        .delaySubscription(Duration.ofMillis(5))));
        bed().listeners()
                .add(bed().database()
                        .on(
                                Traced_.model(),
                                Lifecycle.AFTER_INSERT,
                                Listener.sync(traced -> traced.trace.add("quick"))));
        Traced record = await(new Traced("a").save());
        assertThat(record.trace)
                .containsExactly(
                        "beforeSave", "beforeInsert", "afterInsert", "slow", "quick", "afterSave", "afterCommit");
    }

    @Test
    default void whatABeforeListenerChangesIsInTheStatement() {
        onArticle(Lifecycle.BEFORE_SAVE, Listener.sync(article -> article.title = article.title.strip()));
        Article article = await(new Article("  draft ").save());
        assertThat(await(Article_.find(article.id)).title).isEqualTo("draft");
    }

    @Test
    default void listenerCanStopASaveAndADelete() {
        onArticle(
                Lifecycle.BEFORE_INSERT,
                article -> Mono.just(article.title.isEmpty() ? Decision.STOP : Decision.CONTINUE));
        onArticle(Lifecycle.BEFORE_DELETE, article -> Mono.just(Decision.STOP));
        StepVerifier.create(new Article("").save()).verifyError(VetoedException.class);
        Article article = await(new Article("kept").save());
        StepVerifier.create(article.delete()).expectNext(false).verifyComplete();
        assertThat(await(Article_.query().count())).isEqualTo(1);
    }

    @Test
    default void firstStopEndsTheRound() {
        List<String> ran = new ArrayList<>();
        onArticle(Lifecycle.BEFORE_DELETE, article -> Mono.just(Decision.STOP));
        onArticle(Lifecycle.BEFORE_DELETE, Listener.sync(article -> ran.add("second")));
        Article article = await(new Article("kept").save());
        await(article.delete());
        assertThat(ran).isEmpty();
    }

    @Test
    default void listenerSharesTheTransaction() {
        onArticle(Lifecycle.AFTER_INSERT, article -> new AuditLog("article", article.id).save());
        onArticle(
                Lifecycle.AFTER_SAVE,
                article -> article.title.equals("bad") ? Mono.error(new IllegalStateException("no")) : Mono.empty());
        await(new Article("good").save());
        StepVerifier.create(new Article("bad").save()).verifyErrorMessage("no");
        assertThat(await(Article_.query().count())).isEqualTo(1);
        assertThat(await(AuditLog_.query().count())).isEqualTo(1);
    }

    @Test
    default void listenerToAllModelsHearsOfEachOfThem() {
        List<String> heard = new ArrayList<>();
        bed().listeners()
                .add(bed().database().on(Lifecycle.AFTER_SAVE, Listener.sync(record -> heard.add(record.toString()))));
        await(new Country("AQ", "Antarctica").save());
        Article article = await(new Article("draft").save());
        assertThat(heard).containsExactly("Country[AQ]", "Article[" + article.id + "]");
    }

    @Test
    default void removedListenerHearsNothingAndCostsNothing() {
        List<String> heard = new ArrayList<>();
        Listener<Article> listener = Listener.sync(article -> heard.add(article.title));
        Disposable first = bed().database().on(Article_.model(), Lifecycle.AFTER_SAVE, listener);
        Disposable second = bed().database().on(Article_.model(), Lifecycle.AFTER_SAVE, listener);
        await(new Article("a").save());
        assertThat(heard).containsExactly("a", "a");
        first.dispose();
        first.dispose();
        await(new Article("b").save());
        assertThat(heard).containsExactly("a", "a", "b");
        second.dispose();
        bed().transactions();
        await(new Article("c").save());
        assertThat(heard).hasSize(3);
        assertThat(bed().transactions()).isZero();
    }

    @Test
    default void listenerSeesTheContextOfTheSubscriber() {
        List<String> users = new ArrayList<>();
        onArticle(
                Lifecycle.AFTER_SAVE,
                article -> Mono.deferContextual(context -> Mono.fromRunnable(() -> users.add(context.get("user")))));
        await(new Article("draft").save().contextWrite(context -> context.put("user", "ada")));
        assertThat(users).containsExactly("ada");
    }
}
