package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.tck.model.Lease;
import io.fluxrecord.tck.model.Lease_;
import io.fluxrecord.tck.model.Slot;
import io.fluxrecord.tck.model.Slot_;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What is unique in a model whose deleted rows stay, and what an error says of a deleted row that no query shows. */
public interface DeletedDuplicateContract extends Contract {

    private void refused(Mono<?> write, Consumer<R2dbcDataIntegrityViolationException> check) {
        StepVerifier.create(write)
                .expectErrorSatisfies(error -> {
                    assertThat(error).isInstanceOf(R2dbcDataIntegrityViolationException.class);
                    check.accept((R2dbcDataIntegrityViolationException) error);
                })
                .verify();
    }

    private static void isTheDrivers(Throwable error) {
        assertThat(error).isInstanceOf(R2dbcException.class);
        assertThat(error.getMessage()).doesNotContain("was not written", "is deleted");
    }

    private static Consumer<R2dbcDataIntegrityViolationException> names(String deleted) {
        return error -> {
            assertThat(error)
                    .hasMessageContaining(deleted + ", which is deleted, has the same number")
                    .hasMessageContaining("restore() or hardDelete()")
                    .hasCauseInstanceOf(R2dbcDataIntegrityViolationException.class);
            assertThat(error.getMessage()).doesNotContain("secret");
            R2dbcDataIntegrityViolationException cause = (R2dbcDataIntegrityViolationException) error.getCause();
            assertThat(error.getSqlState()).isEqualTo(cause.getSqlState());
            assertThat(error.getErrorCode()).isEqualTo(cause.getErrorCode());
        };
    }

    /** Let deleted rows count, as a unique constraint does that was made by hand. */
    private Lease deletedButCounted() {
        bed().execute("CREATE UNIQUE INDEX \"one_number\" ON \"lease\" (\"number\")");
        Lease deleted = await(new Lease("secret").save());
        assertThat(await(deleted.delete())).isTrue();
        bed().statements();
        return deleted;
    }

    @BeforeEach
    default void prepare() {
        bed().prepare(Lease_.model(), Slot_.model());
    }

    @AfterEach
    default void nothingIsBorrowed() {
        bed().awaitIdle();
    }

    @Test
    default void uniqueIsAmongTheRowsThatAreNotDeleted() {
        Lease first = await(new Lease("7a").save());
        refused(new Lease("7a").save(), DeletedDuplicateContract::isTheDrivers);
        await(first.delete());
        Lease second = await(new Lease("7a").save());
        refused(first.restore(), DeletedDuplicateContract::isTheDrivers);
        await(second.delete());
        assertThat(await(first.restore())).isTrue();
        assertThat(await(Lease_.query().includeDeleted().count())).isEqualTo(2);
    }

    /** Which a deleted one shares with it, and is not in the way. */
    @Test
    default void rowThatIsNotDeletedIsSeenWithoutHelp() {
        await(await(new Lease("7a").save()).delete());
        await(new Lease("7a").save());
        refused(new Lease("7a").save(), DeletedDuplicateContract::isTheDrivers);
        Lease other = await(new Lease("7b").save());
        other.number = "7a";
        refused(other.save(), DeletedDuplicateContract::isTheDrivers);
    }

    @Test
    default void insertIsToldOfTheDeletedRow() {
        Lease deleted = deletedButCounted();
        refused(new Lease("secret").save(), names("Lease[" + deleted.id + "]"));
        assertThat(bed().statements()).hasSize(2);
    }

    @Test
    default void updateIsToldOfTheDeletedRow() {
        Lease deleted = deletedButCounted();
        Lease other = await(new Lease("7b").save());
        other.number = "secret";
        refused(other.save(), names("Lease[" + deleted.id + "]"));
        assertThat(other.changes()).isNotEmpty();
    }

    @Test
    default void otherErrorsAreAsTheyAre() {
        deletedButCounted();
        refused(new Lease("7").save().then(new Lease("7").save()), DeletedDuplicateContract::isTheDrivers);
        StepVerifier.create(new Lease("a number of more than twenty letters").save())
                .verifyErrorSatisfies(DeletedDuplicateContract::isTheDrivers);
    }

    @Test
    default void transactionThatHasFailedCannotBeAsked() {
        Lease deleted = deletedButCounted();
        boolean asks = bed().capabilities().goesOnAfterAnError();
        refused(
                bed().transaction(() -> new Lease("secret").save()),
                asks
                        ? names("Lease[" + deleted.id + "]")
                        : error -> assertThat(error)
                                .hasMessageContaining("a row has the same number")
                                .hasMessageContaining("cannot be asked in a transaction that has failed")
                                .hasMessageContaining("includeDeleted()"));
    }

    @Test
    default void keyOfADeletedRowIsTakenStill() {
        Instant day = Instant.parse("2026-11-27T00:00:00Z");
        Slot deleted = await(new Slot(7, day, LocalTime.NOON).save());
        await(deleted.delete());
        refused(
                new Slot(7, day, LocalTime.NOON).save(),
                error -> assertThat(error)
                        .hasMessageContaining("Slot[7, ")
                        .hasMessageContaining("which is deleted, has the same room or day or from"));
    }

    @Test
    default void manyThatAreInsertedAtOnceKeepTheErrorOfTheDriver() {
        deletedButCounted();
        StepVerifier.create(Lease_.insertAll(Flux.just(new Lease("7"), new Lease("secret"))))
                .thenConsumeWhile(lease -> true)
                .verifyErrorSatisfies(DeletedDuplicateContract::isTheDrivers);
    }
}
