package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Query;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.generated.MappedProperty;
import io.fluxrecord.tck.model.Everything;
import io.fluxrecord.tck.model.Everything_;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A row of {@link Everything} in which one column has another type than the model expects. */
public interface AlteredColumn extends Contract {

    /**
     * Let a column of the one row of {@link Everything} have another type and a value. A connection that knows the
     * table as it was would not select from it, so the database is a fresh one on the same driver.
     */
    default void holding(String column, String type, String value, Consumer<TestBed> test) {
        TestBed fresh = bed().fresh();
        try {
            fresh.prepare(Everything_.model());
            fresh.execute("ALTER TABLE \"everything\" DROP COLUMN \"" + column + "\"");
            fresh.execute("ALTER TABLE \"everything\" ADD COLUMN \"" + column + "\" " + type);
            fresh.execute(
                    "INSERT INTO \"everything\" (\"truth\", \"tiny\", \"small\", \"medium\", \"large\", \"single\","
                            + " \"twofold\", \"letter\", \"" + column + "\")"
                            + " VALUES (true, 1, 1, 1, 1, 1, 1, 'a', " + value + ")");
            test.accept(fresh);
        } finally {
            fresh.pool().disposeLater().block();
        }
    }

    /** Find the record whose column has another type. */
    default Everything found(String column, String type, String value) {
        Everything[] found = new Everything[1];
        holding(column, type, value, fresh -> {
            found[0] = await(Everything_.find(1L));
            assertThat(found[0].changes()).isEmpty();
            assertThat(await(byCondition().one()))
                    .usingRecursiveComparison()
                    .ignoringFields("state")
                    .isEqualTo(found[0]);
        });
        return found[0];
    }

    /** Expect every way to read the record to be refused in the same words, which are returned. */
    default String refused(String column, String type, String value, String property) {
        String[] message = new String[1];
        holding(column, type, value, fresh -> {
            message[0] = refusal(() -> Everything_.find(1L), property);
            assertThat(refusal(() -> byCondition().all().last(), property)).isEqualTo(message[0]);
            assertThat(refusal(() -> Everything_.findAll(List.of(1L)).last(), property))
                    .isEqualTo(message[0]);
        });
        return message[0];
    }

    private static Query<Everything> byCondition() {
        return Everything_.query().where(Everything_.id.gt(0L));
    }

    /** Return the property that a column stores. */
    static String property(String column) {
        return new Everything_.Mapped()
                .properties().stream()
                        .filter(mapped -> mapped.column().name().equals(column))
                        .map(MappedProperty::name)
                        .findFirst()
                        .orElseThrow();
    }

    /** Expect a read to be refused, and return in which words. */
    static String refusal(Supplier<Mono<Everything>> read, String property) {
        String[] message = new String[1];
        StepVerifier.create(read.get())
                .expectErrorSatisfies(error -> {
                    assertThat(error)
                            .isInstanceOf(MappingException.class)
                            .hasMessageContaining("Everything." + property)
                            .hasNoCause();
                    message[0] = String.valueOf(error.getMessage());
                })
                .verify();
        return message[0];
    }
}
