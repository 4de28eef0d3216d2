package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Database;
import io.fluxrecord.Model;
import io.fluxrecord.Schema;
import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.tck.model.Heartbeat;
import io.fluxrecord.tck.model.Heartbeat_;
import io.fluxrecord.tck.model.Matrix;
import io.fluxrecord.tck.model.Matrix.Line;
import io.fluxrecord.tck.model.Matrix_;
import io.fluxrecord.tck.model.Membership;
import io.fluxrecord.tck.model.Membership_;
import io.fluxrecord.tck.model.Slip;
import io.fluxrecord.tck.model.Slip_;
import io.fluxrecord.tck.model.Survey;
import io.fluxrecord.tck.model.Survey_;
import io.fluxrecord.tck.model.Token;
import io.fluxrecord.tck.model.Token_;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Models with hardly any column, with none that the application sets, and with as many as a table can have. */
public interface EdgeModelContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Token_.model(), Membership_.model(), Heartbeat_.model(), Slip_.model(), Survey_.model());
    }

    /** Insert 1, 2 and 100 records, and after each look into the table. */
    private <E extends ActiveRecord<E>> void insertsMany(Model<E> model, IntFunction<E> make) {
        int made = 0;
        for (int count : new int[] {1, 2, 100}) {
            List<E> records = await(model.insertAll(Flux.range(made, count).map(make::apply)));
            made += count;
            assertThat(records).hasSize(count).doesNotHaveDuplicates().allMatch(E::stored);
            assertThat(records).allMatch(record -> record.changes().isEmpty());
            List<E> all = await(model.query().all());
            assertThat(all).hasSize(made).containsAll(records);
        }
    }

    /** Save records while another insert is under way, so that they meet, and look into the table. */
    private <E extends ActiveRecord<E>> void insertsCoalesced(Model<E> model, IntFunction<E> make) {
        Database.setDefault(bed().database(database -> database.coalesceInserts(Duration.ofSeconds(5))));
        bed().statements();
        E first = make.apply(0);
        List<E> records = await(first.save()
                .flatMapMany(saved -> Flux.range(1, 100).map(make::apply).flatMap(E::save, 100)));
        assertThat(bed().statements()).hasSizeBetween(2, 5);
        assertThat(records).hasSize(100).doesNotHaveDuplicates().allMatch(E::stored);
        List<E> all = await(model.query().all());
        assertThat(all).hasSize(101).contains(first).containsAll(records);
    }

    private <E extends ActiveRecord<E>> void cannotBeTouched(E record) {
        StepVerifier.create(record.touch()).verifyError(RecordStateException.class);
    }

    private <E extends ActiveRecord<E>> void savesNothing(E record) {
        bed().statements();
        await(record.save());
        await(record.update());
        assertThat(record.changes()).isEmpty();
        assertThat(bed().statements()).isEmpty();
    }

    @Test
    default void identityAloneIsSavedFoundAndDeleted() {
        Token token = await(new Token().save());
        assertThat(token.id).isNotNull();
        assertThat(await(new Token().save()).id).isNotEqualTo(token.id);
        savesNothing(token);
        cannotBeTouched(token);
        assertThat(await(Token_.find(token.id))).isEqualTo(token);
        assertThat(await(token.reload())).isSameAs(token);
        assertThat(await(Token_.findAll(List.of(token.id)))).containsExactly(token);
        assertThat(await(token.delete())).isTrue();
        assertThat(token.stored()).isFalse();
        assertThat(await(Token_.find(token.id).hasElement())).isFalse();
        assertThat(await(Token_.query().count())).isEqualTo(1);
        await(token.save());
        assertThat(await(Token_.query().count())).isEqualTo(2);
    }

    @Test
    default void identityAloneMayBeSetByHand() {
        Token byHand = new Token();
        byHand.id = 1_000L;
        await(byHand.insert());
        assertThat(await(Token_.find(1_000L))).isEqualTo(byHand);
        Token twin = new Token();
        twin.id = 1_000L;
        StepVerifier.create(twin.insert()).verifyError(R2dbcDataIntegrityViolationException.class);
        List<Token> mixed = List.of(new Token(), new Token(), new Token(), new Token());
        mixed.get(1).id = 2_001L;
        mixed.get(2).id = 2_002L;
        await(Token_.insertAll(Flux.fromIterable(mixed)));
        assertThat(mixed).extracting(token -> token.id).doesNotContainNull().doesNotHaveDuplicates();
        assertThat(await(Token_.query().all())).hasSize(5).containsAll(mixed);
    }

    @Test
    default void identityAloneIsInsertedInMany() {
        insertsMany(Token_.model(), i -> new Token());
    }

    @Test
    default void identityAloneTakesFewStatements() {
        await(Token_.insertAll(
                Flux.range(0, 2 * bed().database().dialect().rowsOfValues()).map(i -> new Token())));
        assertThat(bed().statements()).hasSize(2);
    }

    @Test
    default void identityAloneIsInsertedWithOthersThatMeet() {
        insertsCoalesced(Token_.model(), i -> new Token());
    }

    @Test
    default void identityAloneIsNewAgainAfterARollback() {
        List<Token> tokens = List.of(new Token(), new Token());
        StepVerifier.create(bed().database()
                        .transactional(Token_.insertAll(Flux.fromIterable(tokens))
                                .thenMany(Flux.error(new IllegalStateException("on purpose")))))
                .verifyErrorMessage("on purpose");
        assertThat(tokens).noneMatch(Token::stored).allMatch(token -> token.id == null);
        assertThat(await(Token_.query().count())).isZero();
    }

    @Test
    default void keysAloneAreSavedFoundAndDeleted() {
        Membership membership = await(new Membership(1, 2).save());
        savesNothing(membership);
        cannotBeTouched(membership);
        assertThat(await(Membership_.find(1, 2))).isEqualTo(membership);
        assertThat(await(Membership_.find(2, 1).hasElement())).isFalse();
        assertThat(await(membership.reload())).isSameAs(membership);
        StepVerifier.create(new Membership(1, 2).save()).verifyError(R2dbcDataIntegrityViolationException.class);
        membership.club = 3;
        StepVerifier.create(membership.save()).verifyError(RecordStateException.class);
        membership.club = 2;
        assertThat(await(membership.delete())).isTrue();
        assertThat(await(Membership_.query().count())).isZero();
    }

    @Test
    default void keysAloneAreInsertedInMany() {
        insertsMany(Membership_.model(), i -> new Membership(i, i % 7));
    }

    @Test
    default void keysAloneAreInsertedWithOthersThatMeet() {
        insertsCoalesced(Membership_.model(), i -> new Membership(i, i % 7));
    }

    @Test
    default void columnsThatAreAllMadeAreSavedTouchedAndDeleted() {
        Heartbeat beat = await(new Heartbeat().save());
        assertThat(beat.getVersion()).isEqualTo(1);
        savesNothing(beat);
        bed().advance(Duration.ofSeconds(1));
        await(beat.touch());
        assertThat(beat.getVersion()).isEqualTo(2);
        Heartbeat found = await(Heartbeat_.find(beat.id));
        assertThat(found.getVersion()).isEqualTo(2);
        assertThat(found.getCreatedAt()).isEqualTo(TestBed.START_STORED);
        assertThat(found.getUpdatedAt()).isEqualTo(bed().now()).isEqualTo(beat.getUpdatedAt());
        await(beat.reload());
        assertThat(await(beat.delete())).isTrue();
        assertThat(await(Heartbeat_.query().count())).isZero();
    }

    @Test
    default void columnsThatAreAllMadeAreInsertedInMany() {
        insertsMany(Heartbeat_.model(), i -> new Heartbeat());
        List<Heartbeat> all = await(Heartbeat_.query().all());
        assertThat(all)
                .allMatch(beat -> beat.getVersion() == 1)
                .allMatch(beat -> TestBed.START_STORED.equals(beat.getUpdatedAt()));
    }

    @Test
    default void columnsThatAreAllMadeAreInsertedWithOthersThatMeet() {
        insertsCoalesced(Heartbeat_.model(), i -> new Heartbeat());
    }

    @Test
    default void identityWithADeletedMarkIsSavedDeletedAndRestored() {
        Slip slip = await(new Slip().save());
        savesNothing(slip);
        assertThat(await(slip.delete())).isTrue();
        assertThat(await(Slip_.find(slip.id).hasElement())).isFalse();
        assertThat(await(slip.restore())).isTrue();
        assertThat(await(Slip_.find(slip.id))).isEqualTo(slip);
        assertThat(await(slip.hardDelete())).isTrue();
        insertsMany(Slip_.model(), i -> new Slip());
    }

    private static Survey survey(int i) {
        Survey survey = new Survey();
        survey.answer0 = i;
        survey.answer1 = 10L * i;
        survey.answer2 = "answer " + i;
        survey.answer197 = i % 2 == 0;
        survey.answer196 = LocalDate.of(2026, 11, 1).plusDays(i);
        survey.answer195 = i / 4.0;
        return survey;
    }

    @Test
    default void twoHundredColumnsAreSavedFoundAndDeleted() {
        assertThat(new Survey_.Mapped().columns()).hasSize(200);
        Survey survey = await(survey(7).save());
        savesNothing(survey);
        Survey found = await(Survey_.find(survey.id));
        assertThat(found).usingRecursiveComparison().ignoringFields("state").isEqualTo(survey);
        found.answer194 = "late";
        found.answer0 = -1;
        assertThat(found.changes()).isEqualTo(Set.of("answer0", "answer194"));
        await(found.save());
        await(found.touch());
        await(survey.reload());
        assertThat(survey).usingRecursiveComparison().ignoringFields("state").isEqualTo(found);
        assertThat(survey.getVersion()).isEqualTo(3);
        assertThat(await(survey.delete())).isTrue();
        assertThat(await(Survey_.query().count())).isZero();
    }

    @Test
    default void twoHundredColumnsAreInsertedInMany() {
        insertsMany(Survey_.model(), EdgeModelContract::survey);
        Survey last = await(Survey_.query().where(Survey_.answer0.eq(102)).one());
        assertThat(last.answer2).isEqualTo("answer 102");
        assertThat(last.answer196).isEqualTo(LocalDate.of(2026, 11, 1).plusDays(102));
    }

    @Test
    default void twoHundredColumnsAreInsertedWithOthersThatMeet() {
        insertsCoalesced(Survey_.model(), EdgeModelContract::survey);
    }

    /** Make the table of a model that has very many columns, or expect that it is refused. */
    private boolean isTooWide() {
        if (bed().capabilities().maxColumns() < new Matrix_.Mapped().columns().size()) {
            StepVerifier.create(Schema.create(bed().database(), Matrix_.model()))
                    .verifyError(R2dbcException.class);
            return true;
        }
        bed().prepare(Matrix_.model());
        return false;
    }

    private static Matrix matrix(int i) {
        Matrix matrix = new Matrix();
        matrix.r1 = line(i);
        matrix.r39 = line(-i);
        return matrix;
    }

    private static Line line(int first) {
        Integer[] c = IntStream.range(first, first + 41).boxed().toArray(Integer[]::new);
        return new Line(
                c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10], c[11], c[12], c[13], c[14], c[15],
                c[16], c[17], c[18], c[19], c[20], c[21], c[22], c[23], c[24], c[25], c[26], c[27], c[28], c[29], c[30],
                c[31], c[32], c[33], c[34], c[35], c[36], c[37], c[38], c[39], c[40]);
    }

    @Test
    default void asManyColumnsAsATableCanHaveAreSavedFoundAndDeleted() {
        if (isTooWide()) {
            return;
        }
        assertThat(new Matrix_.Mapped().columns()).hasSize(1600);
        Matrix matrix = await(matrix(7).save());
        savesNothing(matrix);
        cannotBeTouched(matrix);
        Matrix found = await(Matrix_.find(matrix.id));
        assertThat(found).usingRecursiveComparison().ignoringFields("state").isEqualTo(matrix);
        found.r1 = null;
        found.r20 = line(20);
        assertThat(found.changes()).hasSize(82);
        await(found.save());
        await(matrix.reload());
        assertThat(matrix).usingRecursiveComparison().ignoringFields("state").isEqualTo(found);
        assertThat(await(matrix.delete())).isTrue();
        assertThat(await(Matrix_.query().count())).isZero();
    }

    @Test
    @Tag("long")
    default void asManyColumnsAsATableCanHaveAreInsertedInMany() {
        if (isTooWide()) {
            return;
        }
        insertsMany(Matrix_.model(), EdgeModelContract::matrix);
        assertThat(await(Matrix_.query().where(Matrix_.r1C1.eq(102)).one()).r39).isEqualTo(line(-102));
    }

    @Test
    @Tag("long")
    default void asManyColumnsAsATableCanHaveAreInsertedWithOthersThatMeet() {
        if (isTooWide()) {
            return;
        }
        insertsCoalesced(Matrix_.model(), EdgeModelContract::matrix);
    }
}
