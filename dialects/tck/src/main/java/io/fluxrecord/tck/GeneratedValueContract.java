package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.error.UnknownOutcomeException;
import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.tck.model.Leaf;
import io.fluxrecord.tck.model.Leaf_;
import io.fluxrecord.tck.model.Ledger;
import io.fluxrecord.tck.model.Ledger_;
import io.fluxrecord.tck.model.Page;
import io.fluxrecord.tck.model.Page_;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.context.ContextView;

/** Values that the database makes, by a default, an expression or a sequence, are those that the record holds. */
public interface GeneratedValueContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Ledger_.model(), Leaf_.model(), Page_.model());
        bed().execute("ALTER TABLE \"ledger\" ALTER COLUMN \"priority\" SET DEFAULT 5");
        bed().execute("ALTER TABLE \"ledger\" ALTER COLUMN \"code\" SET DEFAULT 'none'");
        bed().execute("ALTER TABLE \"ledger\" ALTER COLUMN \"note\" SET DEFAULT 'empty'");
        bed().execute("ALTER TABLE \"ledger\" ALTER COLUMN \"origin\" SET DEFAULT 'here'");
        bed().execute("ALTER TABLE \"ledger\" DROP COLUMN \"label\"");
        bed().execute(
                        "ALTER TABLE \"ledger\" ADD \"label\" bigint GENERATED ALWAYS AS (\"version\" * 100 + CHAR_LENGTH(\"name\"))");
        bed().execute("ALTER TABLE \"leaf\" ALTER COLUMN \"number\" SET DEFAULT 7");
    }

    private static void verifyAsRow(Ledger ledger) {
        Ledger row = await(Ledger_.find(Objects.requireNonNull(ledger.id)));
        assertThat(values(ledger)).isEqualTo(values(row));
        assertThat(ledger.changes()).isEmpty();
    }

    private static List<Object> values(Ledger ledger) {
        return List.of(
                String.valueOf(ledger.id),
                ledger.name,
                String.valueOf(ledger.priority),
                String.valueOf(ledger.code),
                String.valueOf(ledger.label),
                String.valueOf(ledger.note),
                String.valueOf(ledger.author),
                String.valueOf(ledger.origin),
                ledger.getVersion());
    }

    @Test
    default void insertReadsBackWhatItLeavesOut() {
        Ledger ledger = new Ledger("a");
        ledger.author = "ann";
        await(ledger.save());
        assertThat(values(ledger))
                .isEqualTo(List.of(String.valueOf(ledger.id), "a", "5", "none", "101", "empty", "ann", "here", 1L));
        verifyAsRow(ledger);
    }

    @Test
    default void valueThatIsSetGoesBeforeTheDefault() {
        Ledger ledger = new Ledger("a");
        ledger.priority = 9;
        ledger.code = "set";
        await(ledger.save());
        assertThat(ledger.priority).isEqualTo(9);
        assertThat(ledger.code).isEqualTo("set");
        verifyAsRow(ledger);
    }

    @Test
    default void nullThatIsSetLaterIsWritten() {
        Ledger ledger = await(new Ledger("a").save());
        ledger.priority = null;
        await(ledger.save());
        assertThat(ledger.priority).isNull();
        verifyAsRow(ledger);
    }

    @Test
    default void generatedColumnIsReadBackAfterEachWrite() {
        Ledger ledger = await(new Ledger("a").save());
        ledger.name = "b";
        await(ledger.save());
        assertThat(ledger.label).isEqualTo(201L);
        verifyAsRow(ledger);
        await(ledger.delete());
        assertThat(ledger.label).isEqualTo(301L);
        await(ledger.restore());
        assertThat(ledger.label).isEqualTo(401L);
        verifyAsRow(ledger);
        assertThat(await(bed().database().transaction(() -> {
                            ledger.name = "c";
                            return ledger.save();
                        }))
                        .label)
                .isEqualTo(501L);
        verifyAsRow(ledger);
    }

    @Test
    default void savedChangesHaveWhatTheDatabaseMade() {
        Ledger ledger = await(new Ledger("a").save());
        ledger.name = "b";
        await(ledger.save());
        assertThat(ledger.savedChanges().keySet()).contains("name", "label");
    }

    @Test
    default void columnThatInsertsLeaveOutIsUpdated() {
        Ledger ledger = new Ledger("a");
        ledger.note = "lost";
        await(ledger.save());
        assertThat(ledger.note).isEqualTo("empty");
        ledger.note = "noted";
        await(ledger.save());
        verifyAsRow(ledger);
        assertThat(ledger.note).isEqualTo("noted");
    }

    @Test
    default void changeOfWhatNoUpdateWritesIsRefused() {
        Ledger ledger = await(new Ledger("a").save());
        ledger.label = 4711L;
        verifyRefused(ledger, "Ledger.label", "generated by the database");
        ledger.author = "other";
        verifyRefused(ledger, "Ledger.author", "not updatable");
        ledger.code = "other";
        verifyRefused(ledger, "Ledger.code", "not updatable");
        ledger.origin = "other";
        verifyRefused(ledger, "Ledger.origin", "not updatable");
    }

    private static void verifyRefused(Ledger ledger, String property, String reason) {
        StepVerifier.create(ledger.save())
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(RecordStateException.class)
                        .hasMessageContaining(property)
                        .hasMessageContaining(reason)
                        .hasMessageNotContaining("4711"));
        await(ledger.reload());
        verifyAsRow(ledger);
    }

    @Test
    default void bulkUpdateOfWhatNoUpdateWritesIsRefused() {
        StepVerifier.create(Ledger_.query().update(Ledger_.label.set(4711L)))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("Ledger.label"));
    }

    @Test
    default void recordIsAsItWasAfterARollback() {
        Ledger ledger = new Ledger("a");
        StepVerifier.create(bed().database()
                        .transaction(() -> ledger.save().then(Mono.error(new IllegalStateException("on purpose")))))
                .verifyErrorMessage("on purpose");
        assertThat(ledger.stored()).isFalse();
        assertThat(ledger.id).isNull();
        assertThat(ledger.priority).isNull();
        assertThat(ledger.label).isNull();
        await(ledger.save());
        verifyAsRow(ledger);
        StepVerifier.create(bed().database().transaction(() -> {
                    ledger.name = "b";
                    return ledger.save().then(Mono.error(new IllegalStateException("on purpose")));
                }))
                .verifyErrorMessage("on purpose");
        assertThat(ledger.label).isEqualTo(101L);
        assertThat(ledger.name).isEqualTo("b");
        await(ledger.save());
        assertThat(ledger.label).isEqualTo(201L);
        verifyAsRow(ledger);
    }

    @Test
    default void insertAllGroupsRowsByTheColumnsThatTheyHaveAndKeepsTheirOrder() {
        List<Ledger> ledgers = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            Ledger ledger = new Ledger("n" + i);
            ledger.priority = i % 2 == 0 ? null : i;
            ledger.code = i % 3 == 0 ? null : "c" + i;
            ledgers.add(ledger);
        }
        bed().statements();
        List<Ledger> inserted = await(Ledger_.insertAll(Flux.fromIterable(ledgers)));
        assertThat(inserted).containsExactlyElementsOf(ledgers);
        int chunks = (600 + bed().database().dialect().rowsOfValues() - 1)
                / bed().database().dialect().rowsOfValues();
        assertThat(bed().statements().stream().filter(sql -> sql.startsWith("INSERT")))
                .hasSizeLessThanOrEqualTo(4 * chunks);
        for (int i = 0; i < 600; i++) {
            assertThat(ledgers.get(i).priority).isEqualTo(i % 2 == 0 ? 5 : i);
            assertThat(ledgers.get(i).code).isEqualTo(i % 3 == 0 ? "none" : "c" + i);
            assertThat(ledgers.get(i).label).isEqualTo(101L + String.valueOf(i).length());
        }
        for (int i = 0; i < 600; i += 97) {
            verifyAsRow(ledgers.get(i));
        }
    }

    @Test
    default void coalescedInsertsReadBackWhatTheyLeaveOut() {
        Database coalescing = bed().database(database -> database.coalesceInserts(Duration.ofMillis(2)));
        List<Ledger> ledgers =
                IntStream.range(0, 40).mapToObj(i -> new Ledger("n" + i)).toList();
        for (int i = 0; i < 40; i += 3) {
            ledgers.get(i).priority = i;
        }
        Flux.fromIterable(ledgers)
                .flatMap(Ledger::save, 40)
                .contextWrite(coalescing.context())
                .blockLast();
        for (int i = 0; i < 40; i++) {
            assertThat(ledgers.get(i).label).isEqualTo(101L + String.valueOf(i).length());
            assertThat(ledgers.get(i).priority).isEqualTo(i % 3 == 0 ? i : 5);
            verifyAsRow(ledgers.get(i));
        }
    }

    @Test
    default void valueThatCannotBeReadBackIsAnErrorAndWritesNoSecondRow() {
        bed().execute("ALTER TABLE \"ledger\" DROP COLUMN \"label\"");
        bed().execute("ALTER TABLE \"ledger\" ADD \"label\" decimal(20, 2) GENERATED ALWAYS AS (\"version\" + 0.5)");
        // The server keeps the plans of other connections, which have the column as it was.
        ContextView fresh = bed().fresh().database().context();
        Ledger ledger = new Ledger("a");
        StepVerifier.create(ledger.save().contextWrite(fresh))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(MappingException.class)
                        .hasMessageContaining("Ledger")
                        .hasMessageContaining("is committed"));
        StepVerifier.create(ledger.save().contextWrite(fresh)).verifyError(UnknownOutcomeException.class);
    }

    @Test
    default void updateIsOneStatementWhereTheDatabaseReturnsRows() {
        Ledger ledger = await(new Ledger("a").save());
        ledger.name = "b";
        bed().statements();
        bed().transactions();
        await(ledger.save());
        await(ledger.delete());
        await(ledger.restore());
        boolean returns = bed().database().dialect().hasUpdateReturning();
        assertThat(bed().statements()).hasSize(returns ? 3 : 6);
        assertThat(bed().transactions()).isEqualTo(returns ? 0 : 3);
        verifyAsRow(ledger);
    }

    @Test
    default void missedUpdateIsExplained() {
        Ledger ledger = await(new Ledger("a").save());
        Ledger other = await(Ledger_.find(Objects.requireNonNull(ledger.id)));
        other.name = "other";
        await(other.save());
        ledger.name = "late";
        StepVerifier.create(ledger.save()).verifyError(VersionConflictException.class);
        assertThat(ledger.label).isEqualTo(101L);
        await(ledger.reload());
        verifyAsRow(ledger);
        await(other.reload().flatMap(Ledger::hardDelete));
        ledger.name = "later";
        StepVerifier.create(ledger.save()).verifyError(VersionConflictException.class);
    }

    @Test
    default void updateWhoseValueCannotBeReadBackIsToldForWhatItIs() {
        bed().execute("ALTER TABLE \"ledger\" DROP COLUMN \"label\"");
        bed().execute("ALTER TABLE \"ledger\" ADD \"label\" decimal(20, 2) GENERATED ALWAYS AS"
                + " (CASE WHEN \"version\" = 2 THEN 1.5 ELSE 1 END)");
        ContextView fresh = bed().fresh().database().context();
        Ledger ledger = await(new Ledger("a").save().contextWrite(fresh));
        assertThat(ledger.label).isEqualTo(1L);
        ledger.name = "b";
        boolean committed = bed().database().dialect().hasUpdateReturning();
        StepVerifier.create(ledger.save().contextWrite(fresh))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(MappingException.class)
                        .hasMessageContaining("Ledger")
                        .hasMessageContaining(committed ? "is committed" : "label"));
        assertThat(ledger.getVersion()).isEqualTo(committed ? 2 : 1);
        assertThat(ledger.changes()).isEqualTo(committed ? Set.of() : Set.of("name"));
        if (committed) {
            ledger.name = "c";
            await(ledger.save().contextWrite(fresh));
            assertThat(ledger.label).isEqualTo(1L);
        }
    }

    @Test
    default void partOfAKeyCanBeADefault() {
        Leaf leaf = await(new Leaf(1, "a").save());
        assertThat(leaf.number).isEqualTo(7);
        leaf.text = "b";
        await(leaf.save());
        assertThat(await(Leaf_.find(1, 7L)).text).isEqualTo("b");
        Leaf chosen = new Leaf(1, "c");
        chosen.number = 8L;
        await(chosen.save());
        assertThat(await(Leaf_.query().count())).isEqualTo(2);
        assertThat(await(Leaf_.insertAll(Flux.just(new Leaf(2, "d"), new Leaf(3, "e")))))
                .allSatisfy(inserted -> assertThat(inserted.number).isEqualTo(7));
    }

    @Test
    default void partOfAKeyCanBeFromASequence() {
        Page first = await(new Page(1, "a").save());
        Page second = await(new Page(1, "b").save());
        List<Page> many = await(Page_.insertAll(Flux.range(0, 70).map(i -> new Page(2, "n" + i))));
        assertThat(first.number).isNotNull().isNotEqualTo(second.number);
        assertThat(many.stream().map(page -> page.number)).doesNotContainNull().doesNotHaveDuplicates();
        second.text = "c";
        await(second.save());
        assertThat(await(Page_.find(1, Objects.requireNonNull(second.number))).text)
                .isEqualTo("c");
        assertThat(await(Page_.find(1, Objects.requireNonNull(first.number))).text)
                .isEqualTo("a");
    }
}
