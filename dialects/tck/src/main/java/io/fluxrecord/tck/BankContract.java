package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.error.UnknownOutcomeException;
import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.error.VersionConflictException.Reason;
import io.fluxrecord.tck.model.AuditLog;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * A bank: many transfers between a few accounts at a time, some of which fail on purpose, over connections that may be
 * killed. Whatever happens, no money is made or lost, and no update of an account is.
 */
@Tag("long")
public interface BankContract extends Contract {

    /** How many accounts there are. */
    int ACCOUNTS = 100;

    /** How many transfers are tried. */
    int TRANSFERS = 20_000;

    /** How many of them at a time. */
    int CONCURRENCY = 64;

    /** What each account begins with. */
    int BALANCE = 1000;

    @BeforeEach
    default void prepare() {
        bed().prepare(Inventory_.model(), AuditLog_.model());
    }

    /** Return how many transfers are tried. */
    default int transfers() {
        return TRANSFERS;
    }

    /** Return what is to go wrong while transfers run; nothing where the database cannot be harmed. */
    default Flux<?> havoc() {
        return Flux.never();
    }

    @Test
    default void totalAndVersionsAreExactAtTheEnd() {
        long seed = Long.getLong("fluxrecord.seed", 20261124L);
        Random random = new Random(seed);
        List<Long> accounts = await(Flux.range(0, ACCOUNTS)
                .concatMap(i -> new Inventory("account " + i, BALANCE).save())
                .map(account -> account.id));
        LongAdder done = new LongAdder();
        LongAdder failed = new LongAdder();
        LongAdder harmed = new LongAdder();
        Flux<Inventory> transfers = Flux.range(0, transfers())
                .map(i -> new Transfer(
                        accounts.get(random.nextInt(ACCOUNTS)),
                        accounts.get(random.nextInt(ACCOUNTS)),
                        1 + random.nextInt(10),
                        random.nextInt(10) == 0))
                .filter(transfer -> transfer.from != transfer.to)
                .flatMap(
                        transfer -> transfer(transfer)
                                .doOnSuccess(ok -> done.increment())
                                .onErrorResume(OnPurpose.class, expected -> Mono.fromRunnable(failed::increment))
                                .onErrorResume(R2dbcException.class, lost -> Mono.fromRunnable(harmed::increment))
                                .onErrorResume(
                                        UnknownOutcomeException.class, lost -> Mono.fromRunnable(harmed::increment))
                                .subscribeOn(Schedulers.boundedElastic()),
                        CONCURRENCY);
        transfers.then().takeUntilOther(havoc().then(Mono.never())).block(Duration.ofMinutes(5));

        List<Inventory> after = await(Inventory_.query().all());
        assertThat(after.stream().mapToInt(account -> account.quantity).sum())
                .as("seed %d: the total", seed)
                .isEqualTo(ACCOUNTS * BALANCE);
        for (Inventory account : after) {
            long updates = await(
                    AuditLog_.query().where(AuditLog_.subject.eq(account.id)).count());
            assertThat(account.getVersion()).as("seed %d: %s", seed, account).isEqualTo(1 + updates);
        }
        assertThat(failed.sum()).isGreaterThan(transfers() / 20);
        assertThat(done.sum()).isGreaterThan(transfers() / 2);
        // A transfer whose commit was lost on the way back is among the harmed, and still all there or not at all.
        assertThat(await(AuditLog_.query().count())).isBetween(2 * done.sum(), 2 * (done.sum() + harmed.sum()));
        bed().awaitIdle();
    }

    private Mono<Inventory> transfer(Transfer transfer) {
        // Accounts are taken in one order, so that no two transfers wait for each other.
        boolean forwards = transfer.from < transfer.to;
        return Mono.defer(() -> bed().transaction(() -> change(
                                transfer.from, transfer.to, forwards ? -transfer.amount : transfer.amount)
                        .flatMap(last -> transfer.fails ? Mono.<Inventory>error(new OnPurpose()) : Mono.just(last))))
                .retryWhen(Retry.backoff(99, Duration.ofMillis(2))
                        .maxBackoff(Duration.ofMillis(50))
                        .filter(BankContract::isStale)
                        .onRetryExhaustedThrow((spec, last) -> last.failure()));
    }

    private static boolean isStale(Throwable error) {
        return error instanceof VersionConflictException conflict && conflict.reason() == Reason.STALE;
    }

    private static Mono<Inventory> change(long from, long to, int amountOfFirst) {
        return add(Math.min(from, to), amountOfFirst).then(add(Math.max(from, to), -amountOfFirst));
    }

    private static Mono<Inventory> add(long id, int amount) {
        return Inventory_.find(id)
                .flatMap(account -> {
                    account.quantity += amount;
                    return account.save();
                })
                .delayUntil(account -> new AuditLog("transfer", id).save());
    }

    /** Money that goes from one account to another. */
    record Transfer(long from, long to, int amount, boolean fails) {}

    /** A failure that was asked for. */
    final class OnPurpose extends RuntimeException {

        OnPurpose() {
            super("on purpose", null, false, false);
        }
    }
}
