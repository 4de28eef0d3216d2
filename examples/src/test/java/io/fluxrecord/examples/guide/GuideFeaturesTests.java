package io.fluxrecord.examples.guide;

import static io.fluxrecord.examples.guide.GuideDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.error.VetoedException;
import io.fluxrecord.reactor.ConflictRetry;
import io.fluxrecord.tck.model.Article;
import io.fluxrecord.tck.model.Article_;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Comment;
import io.fluxrecord.tck.model.Comment_;
import io.fluxrecord.tck.model.File;
import io.fluxrecord.tck.model.File_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Notification;
import io.fluxrecord.tck.model.Notification_;
import io.fluxrecord.tck.model.Order;
import io.fluxrecord.tck.model.Order_;
import io.fluxrecord.tck.model.Payment;
import io.fluxrecord.tck.model.Payment_;
import io.fluxrecord.tck.model.Product;
import io.fluxrecord.tck.model.Product_;
import io.fluxrecord.tck.model.User;
import io.fluxrecord.tck.model.User_;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The snippets of features.md, on the models that the contracts of all dialects use. */
final class GuideFeaturesTests {

    private Database db;

    @BeforeEach
    void prepare() {
        db = GuideDatabase.open(
                Inventory_.model(),
                Comment_.model(),
                Article_.model(),
                File_.model(),
                Payment_.model(),
                Order_.model(),
                User_.model(),
                AuditLog_.model(),
                Notification_.model(),
                Product_.model());
    }

    @AfterEach
    void close() {
        GuideDatabase.close(db);
    }

    @Test
    void optimisticLocking() {
        Long id = await(new Inventory("lamp", 7).save()).id;
        // tag::inventory[]
        Mono<Inventory> lost = Mono.zip(Inventory_.find(id), Inventory_.find(id))
                .flatMap(copies -> {
                    copies.getT1().quantity = 6;
                    copies.getT2().quantity = 5;
                    return copies.getT1().save().then(copies.getT2().save()); // the second one conflicts
                });
        Mono<Inventory> sold = ConflictRetry.reloadAndRetry(() -> Inventory_.find(id), item -> item.quantity -= 1);
        // end::inventory[]
        StepVerifier.create(lost)
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(VersionConflictException.class)
                        .hasMessage("Inventory[" + id + "] was expected at version 1, but the row is at version 2;"
                                + " reload() it and apply the change again"));
        assertThat(await(sold).quantity).isEqualTo(5);
    }

    @Test
    void softDelete() {
        Comment comment = await(new Comment("first!").save());
        // tag::comment[]
        Mono<Boolean> deleted = comment.delete(); // true; false the second time
        Mono<Comment> found = Comment_.find(comment.getId()); // empty
        Flux<Comment> bin = Comment_.query().onlyDeleted().all();
        Mono<Boolean> restored = comment.restore();
        Mono<Boolean> erased = comment.hardDelete(); // the row is gone, and the record is new
        // end::comment[]
        assertThat(await(deleted)).isTrue();
        assertThat(await(deleted)).isFalse();
        StepVerifier.create(found).verifyComplete();
        assertThat(await(bin)).containsExactly(comment);
        assertThat(await(restored)).isTrue();
        assertThat(await(erased)).isTrue();
        assertThat(comment.stored()).isFalse();
    }

    @Test
    void timestamps() {
        // tag::article[]
        Article imported = new Article("From the old system");
        imported.setCreatedAt(Instant.parse("2009-06-30T12:00:00Z")); // kept; updated_at is the time of the save
        Mono<Article> saved = imported.save();
        Flux<Article> recent =
                Article_.query().orderBy(Article_.updatedAt.desc()).limit(10).all();
        // end::article[]
        assertThat(await(saved).getCreatedAt()).isEqualTo("2009-06-30T12:00:00Z");
        assertThat(imported.getUpdatedAt()).isAfter(imported.getCreatedAt());
        assertThat(await(recent)).containsExactly(imported);
    }

    @Test
    void uuidKeys() {
        // tag::file[]
        Mono<File> saved = new File("https://example.com/a.txt").save(); // its key is made from the path
        Mono<File> found = Mono.fromSupplier(() -> new File("https://example.com/a.txt").generateId())
                .flatMap(File_::find);
        // end::file[]
        UUID id = await(saved).getId();
        assertThat(id.version()).isEqualTo(5);
        assertThat(await(found).getId()).isEqualTo(id);
    }

    @Test
    void keysFromASequence() {
        // tag::payment[]
        Flux<Payment> saved =
                Flux.range(1, 50).concatMap(i -> new Payment("invoice " + i).save()); // one SELECT and fifty INSERTs
        // end::payment[]
        assertThat(await(saved)).extracting(payment -> payment.id).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void hooks() {
        // tag::order[]
        Order large = new Order(new BigDecimal("1500"));
        Mono<Order> saved = large.save(); // status requires_approval, and a line in the audit log
        Order small = new Order(new BigDecimal("15"));
        Mono<Boolean> deleted = small.save().flatMap(Order::delete); // false: the order is archived instead
        // end::order[]
        assertThat(await(saved).status).isEqualTo("requires_approval");
        assertThat(await(AuditLog_.query().one()).subject).isEqualTo(large.id);
        assertThat(await(deleted)).isFalse();
        assertThat(await(Order_.find(small.id)).status).isEqualTo("archived");
    }

    @Test
    void trailAndVeto() {
        // tag::user[]
        User user = new User("ada@example.com");
        Flux<String> trail = user.save()
                .then(Mono.defer(user::delete))
                .then(Mono.defer(user::restore))
                .thenMany(AuditLog_.query().orderBy(AuditLog_.id.asc()).all())
                .map(log -> log.action); // user_insert, user_delete, user_restore
        Mono<User> refused = new User("no address").save(); // signals VetoedException
        // end::user[]
        assertThat(await(trail)).containsExactly("user_insert", "user_delete", "user_restore");
        StepVerifier.create(refused).verifyError(VetoedException.class);
    }

    @Test
    void asynchronousHook() {
        // tag::notification[]
        Notification notification = new Notification("Your order was shipped");
        Mono<Notification> delivered = notification.save(); // emits when it is stored and delivered
        // end::notification[]
        assertThat(await(delivered).delivered).containsExactly("Your order was shipped");
    }

    @Test
    void allTogether() {
        // tag::product[]
        Product lamp = new Product("lamp", "9.99", 7);
        Mono<Product> life = lamp.save() // version 1
                .doOnNext(saved -> saved.inventory = 6)
                .flatMap(Product::save) // version 2, a later updated_at
                .flatMap(Product::delete) // version 3, a deleted_at
                .then(Mono.defer(lamp::restore)) // version 4
                .thenReturn(lamp);
        // end::product[]
        assertThat(await(life).getVersion()).isEqualTo(4);
        assertThat(lamp.deleted()).isFalse();
    }
}
