package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.error.MappingException;
import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Everything;
import io.fluxrecord.tck.model.Everything_;
import io.fluxrecord.tck.model.Parcel;
import io.fluxrecord.tck.model.Parcel_;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Text that the database cannot hold is refused before it is sent, wherever it would be stored or compared with. */
public interface TextContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Everything_.model(), Country_.model());
    }

    /** Return text that no database holds. */
    static Stream<String> unstorable() {
        return Stream.of("a\uD800b", "\uDC00", "ab\uD83D", "\uDE00\uD83D", "\uD83D\uD83D\uDE00");
    }

    /** Expect a refusal that names model, property and column, and nothing to be sent. */
    default void refused(Publisher<?> operation, String property) {
        refused(operation, property, "surrogate");
    }

    /** Expect the same for a reason. */
    default void refused(Publisher<?> operation, String property, String reason) {
        bed().statements();
        StepVerifier.create(operation)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(MappingException.class)
                        .hasMessageContainingAll(property, "column", reason)
                        .hasNoCause())
                .verify();
        assertThat(bed().statements()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("unstorable")
    default void saveIsRefusedAndTheRecordCanBeSavedAfterwards(String text) {
        Everything record = new Everything();
        record.text = text;
        refused(record.save(), "Everything.text");
        assertThat(record.stored()).isFalse();
        record.text = null;
        record.json = "\"" + text + "\"";
        refused(record.save(), "Everything.json");
        record.json = null;
        record.texts = new String[] {"a", null, text};
        refused(record.save(), "Everything.texts");
        record.texts = null;
        record.longText = text;
        refused(record.save(), "Everything.longText");
        record.longText = null;
        await(record.save());
        record.text = text;
        refused(record.save(), "Everything.text");
        assertThat(record.changes()).containsExactly("text");
        record.text = "\uD83D\uDE00";
        await(record.save());
        assertThat(await(Everything_.find(record.id)).text).isEqualTo("\uD83D\uDE00");
    }

    @ParameterizedTest
    @MethodSource("unstorable")
    default void insertAllIsRefusedAndTheRecordsCanBeInsertedAfterwards(String text) {
        Everything first = new Everything();
        Everything second = new Everything();
        second.text = text;
        refused(Everything_.insertAll(Flux.just(first, second)), "Everything.text");
        second.text = "b";
        assertThat(await(Everything_.insertAll(Flux.just(first, second)))).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("unstorable")
    default void statementsOverManyRowsAreRefused(String text) {
        refused(Everything_.query().update(Everything_.text.set(text)), "Everything.text");
        refused(Everything_.query().update(Everything_.texts.set(new String[] {text})), "Everything.texts");
        refused(Everything_.query().where(Everything_.text.eq(text)).count(), "Everything.text");
        refused(Everything_.query().where(Everything_.text.in("a", text)).all(), "Everything.text");
        refused(Everything_.query().where(Everything_.text.startsWith(text)).exists(), "Everything.text");
        refused(Everything_.query().where(Everything_.text.between("a", text)).first(), "Everything.text");
        refused(
                Everything_.query()
                        .where(Everything_.longText.like(text), Everything_.truth.eq(true))
                        .update(Everything_.small.set((short) 1)),
                "Everything.longText");
    }

    @ParameterizedTest
    @MethodSource("unstorable")
    default void keysAreRefused(String text) {
        refused(Country_.find(text), "Country.code");
        refused(Country_.findAll(List.of("IS", text)), "Country.code");
        refused(new Country(text, "Nowhere").save(), "Country.code");
    }

    @ParameterizedTest
    @MethodSource("unstorable")
    default void convertedTextIsRefused(String text) {
        bed().prepare(Parcel_.model());
        Parcel parcel = new Parcel();
        parcel.mark = new Parcel.Mark(text);
        refused(parcel.save(), "Parcel.mark");
        refused(Parcel_.query().where(Parcel_.mark.ne(parcel.mark)).all(), "Parcel.mark");
        refused(Parcel_.query().update(Parcel_.mark.set(parcel.mark)), "Parcel.mark");
    }

    @Test
    default void recordWithoutItsKeyCanBeInsertedOnceItHasOne() {
        Country country = new Country(null, "Iceland");
        StepVerifier.create(Country_.insertAll(Flux.just(country))).verifyError(RecordStateException.class);
        country.code = "IS";
        assertThat(await(Country_.insertAll(Flux.just(country)))).containsExactly(country);
    }

    @Test
    default void transactionGoesOnAfterARefusal() {
        Everything record = new Everything();
        record.text = "\uD800";
        Mono<Everything> saved = record.save().onErrorResume(MappingException.class, refused -> {
            record.text = "whole";
            return record.save();
        });
        await(bed().database().transaction(() -> saved));
        assertThat(await(Everything_.find(record.id)).text).isEqualTo("whole");
    }

    @Test
    default void arraysMayHoldNulls() {
        Everything record = new Everything();
        record.texts = new String[] {null, "a", null, ""};
        Everything other = new Everything();
        other.texts = new String[] {null};
        await(record.save());
        await(Everything_.insertAll(Flux.just(other)));
        assertThat(await(Everything_.find(record.id)).texts).containsExactly(null, "a", null, "");
        assertThat(await(Everything_.find(other.id)).texts).containsExactly((String) null);
        await(Everything_.query().update(Everything_.texts.set(new String[] {"b", null})));
        Everything found = await(Everything_.find(record.id));
        assertThat(found.texts).containsExactly("b", null);
        found.texts = new String[] {null, null};
        await(found.save());
        assertThat(await(record.reload()).texts).containsExactly(null, null);
        assertThat(record.changes()).isEmpty();
    }
}
