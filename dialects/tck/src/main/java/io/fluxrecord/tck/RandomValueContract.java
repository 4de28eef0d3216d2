package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Model;
import io.fluxrecord.Schema;
import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.SqlEquality;
import io.fluxrecord.query.Change;
import io.fluxrecord.query.Condition;
import io.fluxrecord.query.NumericProperty;
import io.fluxrecord.tck.model.Digits;
import io.fluxrecord.tck.model.Digits_;
import io.fluxrecord.tck.model.Everything;
import io.fluxrecord.tck.model.Everything_;
import io.fluxrecord.tck.model.LongDigits;
import io.fluxrecord.tck.model.LongDigits_;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;

/**
 * Memory equals the row, and the row is found by what it was given: random values of every type and precision, through
 * inserts, updates, inserts of many, bulk updates and conditions.
 */
@Tag("long")
public interface RandomValueContract extends Contract {

    static Stream<Long> seeds() {
        return Stream.iterate(1L, seed -> seed + 1).limit(12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    default void everyPrecision(long seed) {
        bed().prepare(Digits_.model());
        List<RandomField<Digits>> fields = RandomField.digits(new Mapping<>(new Digits_.Mapped()), bed());
        new Trial<>(Digits_.model(), Digits::new, Digits_.id, record -> record.id, fields, new Random(seed)).run();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    default void greatestPrecision(long seed) {
        if (bed().capabilities().maxPrecision() < 1000) {
            assertThatThrownBy(() -> Schema.ddl(bed().database().dialect(), LongDigits_.model()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContainingAll("decimal1000_at500", "1000");
            return;
        }
        bed().prepare(LongDigits_.model());
        List<RandomField<LongDigits>> fields = RandomField.digits(new Mapping<>(new LongDigits_.Mapped()), bed());
        new Trial<>(LongDigits_.model(), LongDigits::new, LongDigits_.id, record -> record.id, fields, new Random(seed))
                .run();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    default void everyType(long seed) {
        bed().prepare(Everything_.model());
        List<RandomField<Everything>> fields = RandomField.everything(bed().capabilities());
        new Trial<>(Everything_.model(), Everything::new, Everything_.id, record -> record.id, fields, new Random(seed))
                .run();
    }

    /** Records with random values. */
    record Trial<E extends ActiveRecord<E>>(
            Model<E> model,
            Supplier<E> make,
            NumericProperty<E, Long> id,
            Function<E, @Nullable Long> key,
            List<RandomField<E>> fields,
            Random random) {

        void run() {
            E record = make.get();
            List<Object> given = fill(record);
            await(record.save());
            check(record, given);

            given = fill(record);
            await(record.save());
            check(record, given);

            set(record, given); // As it was given, not as it was rounded.
            E again = await(record.save());
            assertThat(again.savedChanges()).isEmpty();
            check(record, given);

            given = values();
            bulk(record, given);
            await(record.reload());
            check(record, given);
            insertAll();
        }

        private void insertAll() {
            List<List<Object>> given = new ArrayList<>();
            List<E> records = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                E record = make.get();
                given.add(fill(record));
                records.add(record);
            }
            await(model.insertAll(Flux.fromIterable(records)));
            for (int i = 0; i < records.size(); i++) {
                check(records.get(i), given.get(i));
            }
        }

        private List<Object> values() {
            return fields.stream().map(field -> field.values().apply(random)).toList();
        }

        private List<Object> fill(E record) {
            List<Object> values = values();
            set(record, values);
            return values;
        }

        private void set(E record, List<Object> values) {
            for (int i = 0; i < fields.size(); i++) {
                fields.get(i).set().accept(record, values.get(i));
            }
        }

        private long key(E record) {
            return Objects.requireNonNull(key.apply(record));
        }

        private void check(E record, List<Object> given) {
            E found = await(model.find(key(record)));
            assertThat(record.changes()).isEmpty();
            for (int i = 0; i < fields.size(); i++) {
                RandomField<E> field = fields.get(i);
                Object held = field.held().apply(given.get(i));
                assertSame(field, "memory", field.get().apply(record), held);
                assertSame(field, "row", field.get().apply(found), held);
            }
            isFound(record, field -> field.property().eq(given.get(fields.indexOf(field))));
            isFound(record, field -> field.property().in(given.get(fields.indexOf(field))));
            isFound(
                    record,
                    field -> field.property()
                            .ne(given.get(fields.indexOf(field)))
                            .not());
        }

        private void isFound(E record, Function<RandomField<E>, Condition<E>> condition) {
            List<String> missed = new ArrayList<>();
            Condition<E> all = id.eq(key(record));
            for (RandomField<E> field : fields) {
                all = all.and(condition.apply(field));
            }
            if (await(model.query().where(all).count()) == 1) {
                return;
            }
            for (RandomField<E> field : fields) {
                if (await(model.query().where(condition.apply(field)).count()) == 0) {
                    missed.add(field.property().toString());
                }
            }
            assertThat(missed).as("properties that conditions do not find").isEmpty();
        }

        private void assertSame(RandomField<E> field, String where, @Nullable Object actual, Object held) {
            boolean same = SqlEquality.isSame(actual, held)
                    || (actual instanceof OffsetDateTime time && time.isEqual((OffsetDateTime) held));
            assertThat(same)
                    .as("%s of %s is %s and should be %s", where, field.property(), actual, held)
                    .isTrue();
        }

        @SuppressWarnings({"unchecked", "rawtypes"}) // An array of a generic type.
        private void bulk(E record, List<Object> given) {
            Change[] changes = new Change[fields.size()];
            for (int i = 0; i < changes.length; i++) {
                changes[i] = fields.get(i).property().set(given.get(i));
            }
            assertThat(await(model.query().where(id.eq(key(record))).update((Change<E>[]) changes)))
                    .isEqualTo(1);
        }
    }
}
