package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fluxrecord.Schema;
import io.fluxrecord.catalog.Difference;
import io.fluxrecord.catalog.Difference.Kind;
import io.fluxrecord.tck.model.Lease;
import io.fluxrecord.tck.model.Lease_;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

/** Which unique indexes are told to be unique among the rows that are not deleted, and that they are. */
public interface LiveUniqueContract extends Contract {

    /** Make the table without an index on its unique column. */
    private void prepareWithoutIndex() {
        bed().prepare(Lease_.model());
        await(Schema.drop(bed().database(), Lease_.model()).thenReturn(true));
        String ddl = Schema.ddl(bed().database().dialect(), Lease_.model()).replace('`', '"');
        bed().execute(ddl.split(";\n", -1)[0].replaceFirst(", UNIQUE \\([^)]*\\)", ""));
    }

    @AfterEach
    default void leaveNoLease() {
        await(Schema.drop(bed().database(), Lease_.model()).thenReturn(true));
        bed().awaitIdle();
    }

    /** Return whether number can be had by one lease that is not deleted, and by another when it is. */
    private boolean isUniqueAmongLive() {
        Mono<Boolean> once = new Lease("a")
                .save()
                .flatMap(first -> isRefused(new Lease("a").save())
                        .flatMap(refused -> first.delete()
                                .then(new Lease("a").save())
                                .flatMap(second -> second.delete())
                                .thenReturn(refused)))
                .onErrorReturn(false);
        return await(once.contextWrite(bed().database().context()));
    }

    private static Mono<Boolean> isRefused(Mono<?> save) {
        return save.thenReturn(false).onErrorReturn(true);
    }

    private void compare(@Nullable String kinds) {
        List<Kind> expected = kinds == null
                ? List.of()
                : Arrays.stream(kinds.split(" ")).map(Kind::valueOf).toList();
        assertThat(await(Schema.differences(bed().database(), Lease_.model())))
                .extracting(Difference::kind)
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(isUniqueAmongLive()).isEqualTo(!expected.contains(Kind.NOT_UNIQUE));
    }

    /** Predicates that are known to leave out just the deleted rows, and others. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "(number) WHERE deleted_at IS NULL |",
                "(number) WHERE (\"deleted_at\" IS NULL) |",
                "(number COLLATE \"C\") WHERE deleted_at IS NULL |",
                "(number) INCLUDE (rooms) WHERE deleted_at IS NULL |",
                "(number) WHERE deleted_at IS NOT NULL | NOT_UNIQUE UNIQUE_AMONG_DELETED",
                "(number) WHERE deleted_at IS NULL AND id > 100 | NOT_UNIQUE",
                "(number) WHERE id > 100 AND deleted_at IS NULL | NOT_UNIQUE",
                "(number) WHERE deleted_at > '2020-01-01' | NOT_UNIQUE UNIQUE_AMONG_DELETED",
                "(number) WHERE house::text = 'deleted_at IS NULL' | NOT_UNIQUE UNIQUE_AMONG_DELETED",
                "(number) WHERE house::text = '(deleted_at IS NULL) AND (a' | NOT_UNIQUE UNIQUE_AMONG_DELETED",
                "(number, deleted_at) | NOT_UNIQUE"
            })
    default void partialIndexIsOfTheRowsThatItSays(String index, @Nullable String kinds) {
        assumeThat(bed().database().dialect().hasPartialIndexes()).isTrue();
        prepareWithoutIndex();
        bed().execute("CREATE UNIQUE INDEX one_lease ON lease " + index);
        compare(kinds);
    }

    /** Expressions of a hidden column that are known to be null in just the deleted rows, and others. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "CASE WHEN \"deleted_at\" IS NULL THEN 1 END |",
                "CASE WHEN \"deleted_at\" IS NOT NULL THEN 1 END | NOT_UNIQUE UNIQUE_AMONG_DELETED",
                "CASE WHEN \"signed_at\" IS NULL THEN 1 END | UNIQUE_AMONG_DELETED NOT_UNIQUE",
                "CASE WHEN \"deleted_at\" IS NULL THEN 1 ELSE 2 END | NOT_UNIQUE UNIQUE_AMONG_DELETED",
                "CASE WHEN \"deleted_at\" IS NULL THEN \"rooms\" + \"area\" END | NOT_UNIQUE UNIQUE_AMONG_DELETED"
            })
    default void hiddenColumnIsWhatItIsComputedFrom(String expression, @Nullable String kinds) {
        assumeThat(bed().database().dialect().hasPartialIndexes()).isFalse();
        prepareWithoutIndex();
        bed().execute("ALTER TABLE \"lease\" ADD COLUMN \"x\" smallint GENERATED ALWAYS AS (" + expression + ")");
        bed().execute("CREATE UNIQUE INDEX \"one_lease\" ON \"lease\" (\"number\", \"x\")");
        compare(kinds);
    }

    @Test
    default void messageTellsWhichIndexWasFound() {
        prepareWithoutIndex();
        bed().execute("CREATE UNIQUE INDEX \"one_lease\" ON \"lease\" (\"number\", \"rooms\", \"deleted_at\")");
        assertThat(await(Schema.differences(bed().database(), Lease_.model())))
                .singleElement()
                .satisfies(difference -> assertThat(difference.message())
                        .contains("one_lease on [number, rooms, deleted_at]")
                        .contains("where deleted_at is null"));
    }
}
