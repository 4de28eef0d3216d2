package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.tck.model.Article;
import io.fluxrecord.tck.model.Article_;
import io.fluxrecord.tck.model.Customer;
import io.fluxrecord.tck.model.Everything;
import io.fluxrecord.tck.model.Everything_;
import io.fluxrecord.tck.model.Gadget;
import io.fluxrecord.tck.model.Gadget_;
import io.fluxrecord.tck.model.Voucher;
import io.fluxrecord.tck.model.Voucher_;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What the row holds and what was set by hand are facts: rows without a version, times, touches, and null in sums. */
public interface RowTruthContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Gadget_.model(), Article_.model(), Voucher_.model(), Everything_.model());
        bed().execute(bed().capabilities().dropNotNull("gadget", "version", "bigint"));
    }

    /** A row that is older than its version column. */
    private Gadget unversioned() {
        Gadget gadget = await(new Gadget("old").save());
        bed().execute("UPDATE \"gadget\" SET \"version\" = NULL");
        return found(gadget);
    }

    private static Gadget found(Gadget gadget) {
        return await(Gadget_.query()
                .includeDeleted()
                .where(Gadget_.id.eq(id(gadget)))
                .one());
    }

    private static UUID id(Gadget gadget) {
        return Objects.requireNonNull(gadget.getId());
    }

    private static void verifyVersion(Gadget gadget, long version) {
        assertThat(gadget.getVersion()).isEqualTo(version);
        assertThat(gadget.changes()).isEmpty();
        assertThat(found(gadget).getVersion()).isEqualTo(version);
    }

    @Test
    default void versionThatIsNullIsZeroAndOneAfterTheNextWrite() {
        Gadget gadget = unversioned();
        verifyVersion(gadget, 0);
        gadget.name = "new";
        await(gadget.save());
        verifyVersion(gadget, 1);
        gadget.name = "newer";
        await(gadget.save());
        verifyVersion(gadget, 2);
    }

    @Test
    default void everyWriteTakesARowWithoutVersion() {
        Gadget touched = unversioned();
        await(touched.touch());
        verifyVersion(touched, 1);
        bed().execute("DELETE FROM \"gadget\"");

        Gadget gadget = unversioned();
        assertThat(await(gadget.delete())).isTrue();
        verifyVersion(gadget, 1);
        bed().execute("UPDATE \"gadget\" SET \"version\" = NULL");
        verifyVersion(await(gadget.reload()), 0);
        assertThat(await(gadget.restore())).isTrue();
        verifyVersion(gadget, 1);
        bed().execute("UPDATE \"gadget\" SET \"version\" = NULL");
        await(bed().transaction(() -> gadget.lock().flatMap(Gadget::touch)));
        verifyVersion(gadget, 1);
        bed().execute("UPDATE \"gadget\" SET \"version\" = NULL");
        assertThat(await(await(gadget.reload()).hardDelete())).isTrue();
        assertThat(await(Gadget_.query().includeDeleted().count())).isZero();
    }

    @Test
    default void secondWriterOfARowWithoutVersionConflicts() {
        Gadget first = unversioned();
        Gadget second = found(first);
        first.name = "first";
        await(first.save());
        second.name = "second";
        StepVerifier.create(second.save())
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(VersionConflictException.class, conflict -> {
                            assertThat(conflict.expectedVersion()).isZero();
                            assertThat(conflict.actualVersion()).isEqualTo(OptionalLong.of(1));
                        }));
        StepVerifier.create(second.delete()).verifyError(VersionConflictException.class);
        StepVerifier.create(second.hardDelete()).verifyError(VersionConflictException.class);
        assertThat(found(first).name).isEqualTo("first");
    }

    @Test
    default void oneOfManyWritersOfARowWithoutVersionWins() {
        Gadget gadget = unversioned();
        List<Gadget> writers =
                IntStream.range(0, 8).mapToObj(i -> found(gadget)).toList();
        List<Integer> won = await(Flux.range(0, 8).flatMap(i -> {
            Gadget writer = writers.get(i);
            writer.name = "writer " + i;
            return writer.save().thenReturn(i).onErrorResume(VersionConflictException.class, conflict -> Mono.empty());
        }));
        assertThat(won).hasSize(1);
        assertThat(found(gadget).name).isEqualTo("writer " + won.get(0));
        assertThat(found(gadget).getVersion()).isEqualTo(1);
    }

    @Test
    default void bulkUpdateRaisesAVersionThatIsNull() {
        Gadget stale = unversioned();
        await(Gadget_.query().update(Gadget_.name.set("bulk")));
        assertThat(found(stale).getVersion()).isEqualTo(1);
        stale.name = "stale";
        StepVerifier.create(stale.save()).verifyError(VersionConflictException.class);
    }

    @Test
    default void updateTimeSetByHandToTheSameIsKeptAndIsNoChange() {
        Article article = await(new Article("draft").save());
        bed().advance(Duration.ofMinutes(1));
        article.setUpdatedAt(article.getUpdatedAt());
        assertThat(article.changes()).isEmpty();
        bed().statements();
        await(article.save());
        assertThat(bed().statements()).isEmpty();
        article.setUpdatedAt(article.getUpdatedAt());
        article.title = "imported";
        await(article.save());
        assertThat(await(Article_.find(article.id)).getUpdatedAt()).isEqualTo(TestBed.START_STORED);
        article.title = "edited";
        await(article.save());
        assertThat(await(Article_.find(article.id)).getUpdatedAt()).isEqualTo(bed().now());
    }

    @Test
    default void whatWasSetByHandToWhatARemovedRowHadIsKept() {
        Gadget gadget = await(new Gadget("lamp").save());
        UUID key = id(gadget);
        Instant created = gadget.getCreatedAt();
        bed().advance(Duration.ofMinutes(1));
        await(gadget.hardDelete());
        gadget.setId(key);
        gadget.setCreatedAt(created);
        await(gadget.save());
        assertThat(gadget.getId()).isEqualTo(key);
        assertThat(found(gadget).getCreatedAt()).isEqualTo(created);
        assertThat(found(gadget).getUpdatedAt()).isEqualTo(bed().now());

        await(gadget.hardDelete());
        await(gadget.save());
        assertThat(gadget.getId()).isNotEqualTo(key);
        assertThat(gadget.getCreatedAt()).isEqualTo(bed().now());
    }

    @Test
    default void rolledBackUpdateLeavesTheTimeSetByHand() {
        Article article = await(new Article("draft").save());
        bed().advance(Duration.ofMinutes(1));
        article.setUpdatedAt(article.getUpdatedAt());
        article.title = "imported";
        StepVerifier.create(bed().transaction(
                                () -> article.save().then(Mono.error(new IllegalStateException("on purpose")))))
                .verifyErrorMessage("on purpose");
        await(article.save());
        assertThat(await(Article_.find(article.id)).getUpdatedAt()).isEqualTo(TestBed.START_STORED);
    }

    @Test
    default void restoreOfWhatIsNotStoredEmitsFalse() {
        StepVerifier.create(new Gadget("new").restore()).expectNext(false).verifyComplete();
        Gadget gone = await(new Gadget("gone").save());
        await(gone.hardDelete());
        bed().statements();
        StepVerifier.create(gone.restore()).expectNext(false).verifyComplete();
        assertThat(bed().statements()).isEmpty();
    }

    @Test
    default void touchLeavesUnsavedChangesUnsaved() {
        Gadget gadget = await(new Gadget("lamp").save());
        bed().advance(Duration.ofMinutes(1));
        gadget.name = "unsaved";
        gadget.setCreatedAt(Instant.EPOCH);
        await(gadget.touch());
        assertThat(gadget.changes()).containsExactly("createdAt", "name");
        assertThat(gadget.getUpdatedAt()).isEqualTo(bed().now());
        Gadget row = found(gadget);
        assertThat(row.name).isEqualTo("lamp");
        assertThat(row.getCreatedAt()).isEqualTo(TestBed.START_STORED);
        assertThat(row.getUpdatedAt()).isEqualTo(bed().now());
        assertThat(row.getVersion()).isEqualTo(2);
        await(gadget.save());
        assertThat(found(gadget).name).isEqualTo("unsaved");
        assertThat(found(gadget).getCreatedAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    default void touchWritesWhatABeforeHookChanges() {
        Gadget gadget = await(new Gadget("lamp").save());
        gadget.setCreatedAt(Instant.EPOCH);
        gadget.name = "unsaved";
        bed().listeners().add(bed().database().on(Gadget_.model(), Lifecycle.BEFORE_UPDATE, record -> {
            record.name = "by the hook";
            return Mono.empty();
        }));
        await(gadget.touch());
        assertThat(gadget.changes()).containsExactly("createdAt");
        assertThat(found(gadget).name).isEqualTo("by the hook");
        assertThat(found(gadget).getCreatedAt()).isEqualTo(TestBed.START_STORED);
    }

    @Test
    default void bulkSumOfANullAddsToZero() {
        Voucher voucher = await(new Voucher().save());
        await(Voucher_.query().update(Voucher_.points.increment(5), Voucher_.uses.increment(1)));
        await(voucher.reload());
        assertThat(voucher.points).isEqualTo(5);
        assertThat(voucher.uses).isEqualTo(1);
        bed().statements();
        await(Voucher_.query().update(Voucher_.points.increment(-2)));
        assertThat(await(voucher.reload()).points).isEqualTo(3);
        await(Voucher_.query().update(Voucher_.uses.increment(1)));
        assertThat(bed().statements().get(2)).doesNotContain("COALESCE");
    }

    @Test
    default void bulkSumOfANullIsThatOfZeroForEveryTypeOfNumber() {
        Everything record = await(new Everything().save());
        Mono<Long> plusSeven = Everything_.query()
                .update(
                        Everything_.maybeTiny.increment((byte) 7),
                        Everything_.maybeSmall.increment((short) 7),
                        Everything_.maybeMedium.increment(7),
                        Everything_.maybeLarge.increment(7L),
                        Everything_.maybeSingle.increment(7f),
                        Everything_.maybeTwofold.increment(7d),
                        Everything_.amount.increment(BigDecimal.valueOf(7)),
                        Everything_.price.increment(BigDecimal.valueOf(7)),
                        Everything_.huge.increment(BigInteger.valueOf(7)));
        for (int sum = 7; sum <= 14; sum += 7) {
            await(plusSeven);
            await(record.reload());
            assertThat(numbers(record)).hasSize(9).containsOnly(BigDecimal.valueOf(sum));
        }
    }

    @Test
    default void bulkSumThatNoByteHoldsIsRefused() {
        Everything record = new Everything();
        record.tiny = 100;
        record.maybeTiny = -100;
        await(record.save());
        StepVerifier.create(Everything_.query().update(Everything_.tiny.increment((byte) 100)))
                .verifyError(R2dbcException.class);
        StepVerifier.create(Everything_.query().update(Everything_.tiny.increment((byte) 28)))
                .verifyError(R2dbcException.class);
        StepVerifier.create(Everything_.query().update(Everything_.maybeTiny.increment((byte) -29)))
                .verifyError(R2dbcException.class);
        await(Everything_.query()
                .update(Everything_.tiny.increment((byte) 27), Everything_.maybeTiny.increment((byte) -28)));
        await(record.reload());
        assertThat(record.tiny).isEqualTo(Byte.MAX_VALUE);
        assertThat(record.maybeTiny).isEqualTo(Byte.MIN_VALUE);
        await(Everything_.query().update(Everything_.tiny.increment(Byte.MIN_VALUE)));
        assertThat(await(record.reload()).tiny).isEqualTo((byte) -1);
    }

    private static List<BigDecimal> numbers(Everything record) {
        return Stream.of(
                        record.maybeTiny,
                        record.maybeSmall,
                        record.maybeMedium,
                        record.maybeLarge,
                        record.maybeSingle,
                        record.maybeTwofold,
                        record.amount,
                        record.price,
                        record.huge)
                .map(number -> new BigDecimal(String.valueOf(number)).setScale(0))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {63, 64, 65, 127, 129})
    default void statementThatFailsLeavesItsRecordsNewAndSendsNoOther(int count) {
        Everything twin = await(new Everything().save());
        List<Everything> records = withKeys(count, 1000);
        records.get(7).id = twin.id;
        bed().statements();
        StepVerifier.create(Everything_.insertAll(Flux.fromIterable(records)))
                .verifyError(R2dbcDataIntegrityViolationException.class);
        assertThat(bed().statements()).hasSize(1);
        assertThat(records).noneMatch(Everything::stored);
        assertThat(await(Everything_.query().count())).isEqualTo(1);
        records.get(7).id = 999L;
        assertThat(await(Everything_.insertAll(Flux.fromIterable(records)))).containsExactlyElementsOf(records);
        assertThat(await(Everything_.query().count())).isEqualTo(count + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 65})
    default void lastStatementThatFailsLeavesItsRecordsAloneNew(int more) {
        int rows = bed().database().dialect().rowsOfValues();
        int count = rows + more;
        Everything twin = await(new Everything().save());
        List<Everything> records = withKeys(count, 1000);
        records.get(count - 1).id = twin.id;
        int stored = (count - 1) / rows * rows;
        StepVerifier.create(Everything_.insertAll(Flux.fromIterable(records)))
                .expectNextSequence(records.subList(0, stored))
                .verifyError(R2dbcDataIntegrityViolationException.class);
        assertThat(records.subList(0, stored)).allMatch(Everything::stored);
        assertThat(records.subList(stored, count)).noneMatch(Everything::stored);
        assertThat(await(Everything_.query().count())).isEqualTo(stored + 1);
    }

    private static List<Everything> withKeys(int count, long first) {
        return await(Flux.range(0, count).map(i -> {
            Everything record = new Everything();
            record.id = first + i;
            return record;
        }));
    }

    @Test
    default void fewRecordsAreOneStatementWhicheverWayTheyGo() {
        for (int count : new int[] {3, 63}) {
            bed().statements();
            await(Everything_.insertAll(Flux.range(0, count).map(i -> new Everything())));
            assertThat(bed().statements()).hasSize(1);
        }
        Voucher twin = await(new Voucher().save());
        List<Voucher> vouchers = List.of(new Voucher(), new Voucher(), new Voucher());
        vouchers.get(0).id = 1000L;
        vouchers.get(1).id = 1001L;
        vouchers.get(2).id = twin.id;
        StepVerifier.create(Voucher_.insertAll(Flux.fromIterable(vouchers)))
                .verifyError(R2dbcDataIntegrityViolationException.class);
        assertThat(vouchers).noneMatch(Voucher::stored);
        assertThat(await(Voucher_.query().count())).isEqualTo(1);
    }

    @Test
    default void onlyTheLastStatementOfManyRecordsIsSmaller() {
        int rows = 2 * bed().database().dialect().rowsOfValues() + 22;
        bed().statements();
        await(Everything_.insertAll(Flux.range(0, rows).map(i -> new Everything())));
        List<String> sent = bed().statements();
        assertThat(sent).hasSize(3);
        assertThat(sent.get(1)).isEqualTo(sent.get(0));
        assertThat(await(Everything_.query().count())).isEqualTo(rows);
    }

    @Test
    default void recordIsNotSerialized() throws Exception {
        Voucher voucher = await(new Voucher().save());
        try (ObjectOutputStream output = new ObjectOutputStream(new ByteArrayOutputStream())) {
            assertThatThrownBy(() -> output.writeObject(voucher))
                    .isInstanceOf(NotSerializableException.class)
                    .hasMessageContaining(Voucher.class.getName());
            Customer customer = new Customer(7);
            customer.address = new Customer.Address("Way", "Rome");
            assertThatThrownBy(() -> output.writeObject(new ArrayList<>(List.of(customer))))
                    .isInstanceOf(NotSerializableException.class)
                    .hasMessageContaining(Customer.class.getName());
            assertThatThrownBy(() -> output.writeObject(new Article("draft")))
                    .isInstanceOf(NotSerializableException.class)
                    .hasMessageContaining(Article.class.getName());
        }
    }
}
