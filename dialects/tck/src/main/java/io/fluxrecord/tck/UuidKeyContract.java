package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.tck.model.Comment;
import io.fluxrecord.tck.model.Comment_;
import io.fluxrecord.tck.model.File;
import io.fluxrecord.tck.model.File_;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** UUID keys: made on the client, before the insert. */
public interface UuidKeyContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Comment_.model(), File_.model());
    }

    @Test
    default void keyIsAVersionSevenUuidInsertedWithTheRow() {
        Comment comment = new Comment("hello");
        assertThat(comment.getId()).isNull();
        await(comment.save());
        assertThat(comment.getId()).isNotNull();
        assertThat(comment.getId().version()).isEqualTo(7);
        assertThat(comment.getId().variant()).isEqualTo(2);
        assertThat(await(Comment_.find(comment.getId()))).isEqualTo(comment);
        assertThat(bed().statements().get(0))
                .startsWith("INSERT")
                .doesNotContain("RETURNING")
                .doesNotContain("FINAL TABLE");
    }

    @Test
    default void keysSortByTheTimeAtWhichTheyWereMade() {
        List<UUID> keys = await(Flux.range(0, 50)
                .concatMap(i -> new Comment("comment " + i).save())
                .map(Comment::getId));
        assertThat(keys)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo((a, b) -> a.toString().compareTo(b.toString()));
        assertThat(await(Comment_.query().orderBy(Comment_.id.asc()).all()))
                .extracting(Comment::getId)
                .containsExactlyElementsOf(keys);
    }

    @Test
    default void keySetByHandIsKept() {
        UUID key = UUID.fromString("00000000-0000-0000-0000-000000000001");
        Comment comment = new Comment("mine");
        comment.setId(key);
        assertThat(comment.stored()).isFalse();
        await(comment.save());
        assertThat(await(Comment_.find(key)).body).isEqualTo("mine");
        Comment twin = new Comment("twin");
        twin.setId(key);
        StepVerifier.create(twin.save()).verifyError(R2dbcDataIntegrityViolationException.class);
        assertThat(twin.stored()).isFalse();
    }

    @Test
    default void keyOfAStoredRecordCannotChange() {
        Comment comment = await(new Comment("mine").save());
        comment.setId(UUID.randomUUID());
        StepVerifier.create(comment.save()).verifyError(RecordStateException.class);
    }

    @Test
    default void modelMakesKeysOfItsOwnKind() {
        File file = await(new File("https://example.com/a.txt").save());
        assertThat(file.getId().version()).isEqualTo(5);
        assertThat(file.getId()).isEqualTo(new File("https://example.com/a.txt").generateId());
        StepVerifier.create(new File("https://example.com/a.txt").save())
                .verifyError(R2dbcDataIntegrityViolationException.class);
    }

    @Test
    default void keyIsSafeInAUrl() {
        Comment comment = await(new Comment("hello").save());
        assertThat(comment.getId().toString()).matches("[0-9a-f-]{36}");
        assertThat(await(Comment_.find(UUID.fromString(comment.getId().toString()))))
                .isEqualTo(comment);
    }

    @Test
    default void concurrentInsertsGetDifferentKeys() {
        await(Flux.fromStream(IntStream.range(0, 200).boxed()).flatMap(i -> new Comment("comment " + i).save(), 16));
        assertThat(await(Comment_.query().count())).isEqualTo(200);
    }
}
