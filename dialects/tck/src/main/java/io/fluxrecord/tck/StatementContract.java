package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.Schema;
import io.fluxrecord.error.RecordNotFoundException;
import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Comment;
import io.fluxrecord.tck.model.Comment_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Notification;
import io.fluxrecord.tck.model.Notification_;
import io.fluxrecord.tck.model.Order;
import io.fluxrecord.tck.model.Order_;
import io.fluxrecord.tck.model.Product;
import io.fluxrecord.tck.model.Product_;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What each operation sends, exactly: how many statements of which kind, and how many transactions around them. */
public interface StatementContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(
                        Inventory_.model(),
                        Product_.model(),
                        Comment_.model(),
                        Order_.model(),
                        AuditLog_.model(),
                        Notification_.model());
    }

    @Test
    default void firstWriteByAKeyAsksWhetherThatIsUnique() {
        Database fresh = bed().database(database -> database);
        Database.setDefault(fresh);
        Product lamp = await(new Product("lamp", "9.99", 7).save());
        bed().keyQuestions();
        await(fresh.transaction(lamp::touch));
        assertThat(bed().keyQuestions()).isZero();
        sends(lamp.touch(), 0, "UPDATE");
        assertThat(bed().keyQuestions()).isEqualTo(1);
        sends(lamp.delete(), 0, "UPDATE");
        sends(new Product("rug", "9.99", 7).save().flatMap(Product::hardDelete), 0, "INSERT", "DELETE");
        assertThat(bed().keyQuestions()).isZero();
        await(Schema.drop(fresh, Product_.model())
                .then(Schema.create(fresh, Product_.model()))
                .thenReturn(true));
        Product rug = await(new Product("rug", "9.99", 7).save());
        bed().keyQuestions();
        await(rug.touch());
        assertThat(bed().keyQuestions()).as("another table").isEqualTo(1);
    }

    /** Run an operation and compare what it sends: {@code "INSERT", "SELECT"}, and transactions. */
    private void sends(Mono<?> operation, int transactions, String... kinds) {
        bed().statements();
        bed().transactions();
        operation.onErrorComplete(VersionConflictException.class).block();
        assertThat(bed().statements()).extracting(StatementContract::kind).containsExactly(kinds);
        assertThat(bed().transactions()).isEqualTo(transactions);
    }

    /** The first word, but for an insert that H2 spells as a query of what it inserts. */
    private static String kind(String sql) {
        return sql.contains("INSERT INTO") ? "INSERT" : sql.substring(0, sql.indexOf(' '));
    }

    @Test
    default void operationWithoutHooksIsOneStatementAndNoTransaction() {
        Product lamp = new Product("lamp", "9.99", 7);
        sends(lamp.save(), 0, "INSERT");
        sends(new Inventory("lamp", 7).save(), 0, "INSERT");
        sends(lamp.save(), 0);
        lamp.inventory = 6;
        sends(lamp.save(), 0, "UPDATE");
        sends(lamp.touch(), 0, "UPDATE");
        sends(Product_.find(lamp.getId()), 0, "SELECT");
        sends(lamp.reload(), 0, "SELECT");
        sends(lamp.delete(), 0, "UPDATE");
        sends(lamp.delete(), 0);
        sends(lamp.restore(), 0, "UPDATE");
        sends(lamp.restore(), 0);
        sends(lamp.hardDelete(), 0, "DELETE");
        sends(lamp.hardDelete(), 0);
        sends(new Product("new", "1", 1).delete(), 0);
    }

    @Test
    default void queriesAndBulkStatementsAreOneStatementEach() {
        await(new Product("lamp", "9.99", 7).save());
        sends(Product_.query().all().then(), 0, "SELECT");
        sends(Product_.query().one(), 0, "SELECT");
        sends(Product_.query().first(), 0, "SELECT");
        sends(Product_.query().count(), 0, "SELECT");
        sends(Product_.query().exists(), 0, "SELECT");
        sends(Product_.query().update(Product_.inventory.increment(1)), 0, "UPDATE");
        sends(Product_.query().delete(), 0, "UPDATE");
        sends(Product_.query().onlyDeleted().permanentlyDelete(), 0, "DELETE");
    }

    @Test
    default void conflictIsLookedUpOnlyThen() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        Inventory stale = await(Inventory_.find(lamp.id));
        lamp.quantity = 6;
        await(lamp.save());
        stale.quantity = 5;
        sends(stale.save(), 0, "UPDATE", "SELECT");
        sends(stale.hardDelete(), 0, "DELETE", "SELECT");
        sends(bed().database().transaction(stale::save), 1, "UPDATE", "SELECT");
    }

    @Test
    default void unversionedRecordIsLookedUpOnceItIsMissed() {
        Comment comment = await(new Comment("a").save());
        comment.body = "b";
        sends(comment.save(), 0, "UPDATE");
        await(Comment_.query().permanentlyDelete());
        comment.body = "c";
        bed().statements();
        StepVerifier.create(comment.save()).verifyError(RecordNotFoundException.class);
        assertThat(bed().statements()).hasSize(2);
    }

    @Test
    default void operationWithHooksIsOneTransactionAroundItsStatements() {
        Order order = new Order(BigDecimal.TEN);
        sends(order.save(), 1, "INSERT", "INSERT");
        sends(order.save(), 0);
        order.status = "paid";
        sends(order.save(), 1, "UPDATE", "INSERT");
        sends(new Notification("hello").save(), 1, "INSERT");
    }

    @Test
    default void operationsInsideATransactionShareIt() {
        Inventory lamp = new Inventory("lamp", 7);
        sends(
                bed().database()
                        .transaction(() -> lamp.save()
                                .flatMap(saved -> Inventory_.find(saved.id))
                                .then(new Order(BigDecimal.TEN).save())
                                .then(Inventory_.query().count())),
                1,
                "INSERT",
                "SELECT",
                "INSERT",
                "INSERT",
                "SELECT");
    }

    @Test
    default void textOfAStatementIsTheSameForAllRecordsOfAShape() {
        for (int i = 0; i < 3; i++) {
            Product lamp = await(new Product("lamp " + i, "1", i).save());
            lamp.inventory = i + 10;
            await(lamp.save());
            await(Product_.find(lamp.getId()));
            await(Product_.query()
                    .where(Product_.name.in("a" + i, "b" + i), Product_.inventory.gt(i))
                    .count());
        }
        List<String> sent = bed().statements();
        assertThat(sent).hasSize(12);
        assertThat(sent)
                .as("a version that was counted is compared as it is")
                .noneMatch(sql -> sql.contains("COALESCE"));
        assertThat(sent.subList(0, 4)).isEqualTo(sent.subList(4, 8)).isEqualTo(sent.subList(8, 12));
    }
}
