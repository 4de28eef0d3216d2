package io.fluxrecord.examples.guide;

import static io.fluxrecord.examples.guide.GuideDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.error.RollbackOnlyException;
import io.fluxrecord.error.TransactionStateException;
import io.fluxrecord.error.UnknownOutcomeException;
import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.reactor.ConflictRetry;
import io.fluxrecord.transaction.Propagation;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.IsolationLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** The snippets of transactions.md. */
final class GuideTransactionsTests {

    private Database db;
    private Account ada;
    private Account ben;

    @BeforeEach
    void prepare() {
        db = GuideDatabase.open(Account_.model(), Note_.model(), Product_.model());
        ada = await(new Account("Ada", 100).save());
        ben = await(new Account("Ben", 100).save());
    }

    @AfterEach
    void close() {
        GuideDatabase.close(db);
    }

    private static long balance(Account account) {
        return await(Account_.find(account.id)).balance;
    }

    private static long notes() {
        return await(Note_.query().count());
    }

    /** A cancel does not wait for the rollback that it causes. */
    private void awaitRollback() {
        Flux.interval(Duration.ofMillis(5))
                .concatMap(tick -> Account_.find(ada.id))
                .filter(account -> account.balance == 100)
                .blockFirst(Duration.ofSeconds(5));
    }

    // tag::transfer[]
    Mono<Void> transfer(Long from, Long to, long amount) {
        return db.transaction(() -> add(from, -amount).then(add(to, amount)).then());
    }

    static Mono<Account> add(Long id, long amount) {
        return Account_.find(id).single().flatMap(account -> {
            account.balance += amount;
            return account.save();
        });
    }
    // end::transfer[]

    @Test
    void bothOrNeither() {
        StepVerifier.create(transfer(ada.id, ben.id, 30)).verifyComplete();
        assertThat(balance(ada)).isEqualTo(70);
        assertThat(balance(ben)).isEqualTo(130);
        StepVerifier.create(transfer(ada.id, -1L, 30)).verifyError();
        assertThat(balance(ada)).isEqualTo(70);
    }

    @Test
    void otherForms() {
        // tag::forms[]
        Mono<Account> mono = add(ada.id, 5).then(add(ben.id, 5)).as(db::transactional);
        Flux<Account> flux = Flux.just(ada.id, ben.id)
                .concatMap(id -> add(id, 5))
                .as(db::transactional); // each account is emitted before the commit
        // end::forms[]
        await(mono);
        assertThat(await(flux)).containsExactly(ada, ben);
        assertThat(balance(ben)).isEqualTo(110);
    }

    @Test
    void takingPartOfAFluxRollsBack() {
        Mono<Account> first = Flux.just(ada.id, ben.id)
                .concatMap(id -> add(id, 5))
                .as(db::transactional)
                .next();
        await(first);
        awaitRollback();
    }

    @Test
    void whatIsNotPartOfThePipelineIsNotInTheTransaction() {
        Sinks.Empty<Void> saved = Sinks.empty();
        StepVerifier.create(db.transaction(() -> {
                    new Note("outside", null)
                            .save()
                            .doOnTerminate(saved::tryEmitEmpty)
                            .subscribe();
                    return Mono.error(new IllegalStateException("rolled back"));
                }))
                .verifyErrorMessage("rolled back");
        saved.asMono().block(Duration.ofSeconds(5));
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void statementAfterTheEndIsRefused() {
        Sinks.Empty<Void> end = Sinks.empty();
        Sinks.One<Throwable> refusal = Sinks.one();
        StepVerifier.create(db.transaction(() -> Mono.deferContextual(context -> {
                    end.asMono()
                            .then(add(ada.id, 1))
                            .contextWrite(context)
                            .subscribe(late -> {}, refusal::tryEmitValue);
                    return Mono.empty();
                })))
                .verifyComplete();
        end.tryEmitEmpty();
        assertThat(await(refusal.asMono())).isInstanceOf(TransactionStateException.class);
    }

    @Test
    void options() {
        // tag::options[]
        TransactionOptions checkout = TransactionOptions.DEFAULT
                .isolation(IsolationLevel.SERIALIZABLE)
                .statementTimeout(Duration.ofSeconds(5))
                .lockTimeout(Duration.ofSeconds(1))
                .named("checkout");
        Mono<Account> bought = db.transaction(checkout, () -> add(ada.id, -10));
        // end::options[]
        assertThat(await(bought).balance).isEqualTo(90);
        StepVerifier.create(db.transaction(() -> db.transaction(checkout, () -> add(ada.id, -10))))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(TransactionStateException.class)
                        .hasMessageContaining("checkout"));
    }

    @Test
    void logThatSurvives() {
        // tag::requiresNew[]
        Mono<Account> attempt = db.transaction(() -> db.transaction(
                        TransactionOptions.REQUIRES_NEW, () -> new Note("tried", ada.id).save())
                .then(add(ada.id, -10))
                .then(Mono.error(new IllegalStateException("declined")))); // the note stays
        // end::requiresNew[]
        StepVerifier.create(attempt).verifyErrorMessage("declined");
        assertThat(notes()).isEqualTo(1);
        assertThat(balance(ada)).isEqualTo(100);
    }

    @Test
    void savepoint() {
        // tag::nested[]
        Mono<Account> paid = db.transaction(() -> add(ada.id, -10)
                .delayUntil(account -> db.transaction(
                                TransactionOptions.NESTED,
                                () -> add(ben.id, 10).then(Mono.error(new IllegalStateException("frozen"))))
                        .onErrorResume(frozen -> new Note("held back", account.id).save())));
        // end::nested[]
        await(paid);
        assertThat(balance(ada)).isEqualTo(90);
        assertThat(balance(ben)).isEqualTo(100);
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void joinedWorkThatFailsDoomsTheTransaction() {
        // tag::doomed[]
        Mono<Account> doomed = db.transaction(() -> add(ada.id, -10)
                .delayUntil(account -> transfer(ada.id, -1L, 5) // joins, changes a row, then fails
                        .onErrorResume(handled -> Mono.empty()))); // signals RollbackOnlyException
        // end::doomed[]
        StepVerifier.create(doomed).verifyError(RollbackOnlyException.class);
        assertThat(balance(ada)).isEqualTo(100);
    }

    @Test
    void rollbackOnDemand() {
        // tag::rollbackOnly[]
        Mono<Account> rehearsed = db.transaction(() -> add(ada.id, -10).delayUntil(account -> db.rollbackOnly()));
        // end::rollbackOnly[]
        assertThat(await(rehearsed).balance).isEqualTo(90);
        assertThat(balance(ada)).isEqualTo(100);
        StepVerifier.create(db.rollbackOnly()).verifyError(TransactionStateException.class);
    }

    @Test
    void rollbackOnDemandOfASavepointIsOfThatAlone() {
        await(db.transaction(() -> add(ada.id, -10)
                .delayUntil(account -> db.transaction(
                        TransactionOptions.NESTED, () -> add(ben.id, 10).delayUntil(a -> db.rollbackOnly())))));
        assertThat(balance(ada)).isEqualTo(90);
        assertThat(balance(ben)).isEqualTo(100);
    }

    @Test
    void memoryFollowsTheDatabase() {
        // tag::memory[]
        Account eve = new Account("Eve", 50);
        ada.balance = 0;
        Mono<Account> failing =
                db.transaction(() -> ada.save().then(eve.save()).then(Mono.error(new IllegalStateException("no"))));
        // end::memory[]
        StepVerifier.create(failing).verifyErrorMessage("no");
        assertThat(eve.stored()).isFalse();
        assertThat(eve.id).isNull();
        assertThat(eve.getVersion()).isZero();
        assertThat(ada.getVersion()).isEqualTo(1);
        assertThat(ada.balance).isZero();
        assertThat(ada.changes()).containsExactly("balance");
    }

    @Test
    void timeoutCancelsAndSoRollsBack() {
        // tag::timeout[]
        Mono<Account> slow = db.transaction(() -> add(ada.id, -10).delayElement(Duration.ofMinutes(1)))
                .timeout(Duration.ofMillis(50));
        // end::timeout[]
        StepVerifier.create(slow).verifyError(TimeoutException.class);
        awaitRollback();
    }

    @Test
    void streamInsideATransaction() {
        // tag::stream[]
        Mono<Long> interest = db.transaction(() -> Account_.query()
                .fetchSize(500)
                .all()
                .concatMap(account -> add(account.id, 1)) // takes the rest of the result into memory first
                .count());
        // end::stream[]
        assertThat(await(interest)).isEqualTo(2);
        assertThat(balance(ben)).isEqualTo(101);
    }

    @Test
    void lockedRow() {
        // tag::lock[]
        Mono<Account> locked = db.transaction(() -> Account_.query()
                .where(Account_.id.eq(ada.id))
                .forUpdate() // no other transaction changes or locks the row until the transaction ends
                .one()
                .flatMap(account -> {
                    account.balance -= 10;
                    return account.save();
                }));
        Mono<Account> next = db.transaction(() -> Account_.query()
                .orderBy(Account_.id.asc())
                .forUpdate()
                .skipLocked() // leave out what others work on: a queue
                .first());
        // end::lock[]
        assertThat(await(locked).balance).isEqualTo(90);
        assertThat(await(next)).isEqualTo(ada);
    }

    @Test
    void lockedRecord() {
        // tag::lockRecord[]
        Mono<Account> locked = db.transaction(() -> ada.lock() // ada is as her row is now, and stays so
                .flatMap(account -> {
                    account.balance -= 10;
                    return account.save();
                }));
        // end::lockRecord[]
        assertThat(await(locked).balance).isEqualTo(90);
    }

    @Test
    void workAtTheEnd() {
        List<String> heard = new ArrayList<>();
        // tag::work[]
        Mono<Account> paid = db.transaction(() -> add(ada.id, -10)
                .delayUntil(account -> db.beforeCommit(() -> new Note("paid", account.id).save()))
                .delayUntil(account -> db.afterCommit(() -> Mono.fromRunnable(() -> heard.add("committed"))))
                .delayUntil(account -> db.afterRollback(() -> Mono.fromRunnable(() -> heard.add("rolled back")))));
        // end::work[]
        await(paid);
        assertThat(heard).containsExactly("committed");
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void recordOfAConflict() {
        Account late = await(Account_.find(ada.id));
        await(add(ada.id, 1));
        late.balance = 0;
        // tag::conflict[]
        Mono<Account> asTheRowIs = late.save()
                .onErrorResume(
                        VersionConflictException.class,
                        conflict ->
                                Mono.justOrEmpty(conflict.record(Account.class)).flatMap(Account::reload));
        // end::conflict[]
        assertThat(await(asTheRowIs).balance).isEqualTo(101);
    }

    @Test
    void concurrentStatementsTakeTurns() {
        // tag::gate[]
        Mono<Long> total = db.transaction(
                () -> Mono.zip(Account_.find(ada.id), Account_.find(ben.id)) // one after the other, on one connection
                        .map(both -> both.getT1().balance + both.getT2().balance));
        // end::gate[]
        assertThat(await(total)).isEqualTo(200);
    }

    @Test
    void retryAroundTheTransaction() {
        // tag::retry[]
        Mono<Void> retried = Mono.defer(() -> transfer(ada.id, ben.id, 30))
                .retryWhen(ConflictRetry.upTo(5).spec());
        // end::retry[]
        Mono<Void> many = Flux.range(0, 3).flatMap(i -> retried).then();
        StepVerifier.create(many).verifyComplete();
        assertThat(balance(ada)).isEqualTo(10);
        assertThat(balance(ben)).isEqualTo(190);
    }

    @Test
    void keyThatWasMadeSurvivesARollback() {
        // tag::idempotent[]
        Product product = new Product();
        Mono<Product> saved = db.transaction(product::save)
                .onErrorResume(
                        UnknownOutcomeException.class,
                        lost -> Product_.find(product.getId())
                                .switchIfEmpty(product.save())); // the key that the first try has made is still there
        // end::idempotent[]
        StepVerifier.create(db.transaction(() -> product.save().then(Mono.error(new IllegalStateException("lost")))))
                .verifyErrorMessage("lost");
        UUID id = product.getId();
        assertThat(id).isNotNull();
        assertThat(await(saved).getId()).isEqualTo(id);
    }

    @Test
    void propagations() {
        TransactionOptions mandatory = TransactionOptions.DEFAULT.propagation(Propagation.MANDATORY);
        TransactionOptions never = TransactionOptions.DEFAULT.propagation(Propagation.NEVER);
        StepVerifier.create(db.transaction(mandatory, () -> add(ada.id, 1)))
                .verifyError(TransactionStateException.class);
        await(db.transaction(() -> db.transaction(mandatory, () -> add(ada.id, 1))));
        await(db.transaction(never, () -> add(ada.id, 1)));
        StepVerifier.create(db.transaction(() -> db.transaction(never, () -> add(ada.id, 1))))
                .verifyError(TransactionStateException.class);
        assertThat(balance(ada)).isEqualTo(102);
    }

    // tag::test[]
    @Test
    void depositIsNotedAndLeavesNothingBehind() {
        StepVerifier.create(rolledBack(add(ada.id, 10).then(Account_.find(ada.id))))
                .assertNext(account -> assertThat(account.balance).isEqualTo(110))
                .verifyComplete();
    }

    private <T> Mono<T> rolledBack(Mono<T> test) {
        return db.transaction(() -> db.rollbackOnly().then(test));
    }
    // end::test[]
}
