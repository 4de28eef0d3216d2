package io.fluxrecord.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Database;
import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.error.VersionConflictException.Reason;
import io.fluxrecord.error.WriteRefusedException;
import io.fluxrecord.internal.record.RecordState;
import io.fluxrecord.tck.TestBed;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Comment;
import io.fluxrecord.tck.model.Comment_;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Order;
import io.fluxrecord.tck.model.Order_;
import io.fluxrecord.tck.model.Product;
import io.fluxrecord.tck.model.Product_;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.IsolationLevel;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Row-level policies, triggers and rules by which an UPDATE or DELETE touches no row, and says nothing of it. */
@NullUnmarked
final class WriteRefusedTests {

    private static final String CLERK = "fluxrecord_clerk";

    private static final TestBed OWNER = new TestBed(PostgresqlServer.connectionFactory());

    private static final List<IsolationLevel> ISOLATIONS =
            List.of(IsolationLevel.READ_COMMITTED, IsolationLevel.REPEATABLE_READ, IsolationLevel.SERIALIZABLE);

    private final Database pooled = Database.builder(PostgresqlServer.connectionFactoryAs(CLERK))
            .maxConnections(2)
            .build();
    private Database db = pooled;

    /** What keeps rows from being changed. */
    private enum Guard {
        POLICY {
            @Override
            void protect(String table) {
                OWNER.execute("ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY");
                OWNER.execute("CREATE POLICY seen ON " + table + " FOR SELECT USING (true)");
                OWNER.execute("CREATE POLICY made ON " + table + " FOR INSERT WITH CHECK (true)");
                OWNER.execute("CREATE POLICY kept ON " + table + " FOR UPDATE USING (false) WITH CHECK (true)");
            }

            @Override
            void release(String table) {
                OWNER.execute("ALTER TABLE " + table + " DISABLE ROW LEVEL SECURITY");
                for (String policy : List.of("seen", "made", "kept")) {
                    OWNER.execute("DROP POLICY " + policy + " ON " + table);
                }
            }
        },
        TRIGGER {
            @Override
            void protect(String table) {
                OWNER.execute("CREATE OR REPLACE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $body$ BEGIN RETURN NULL; END $body$");
                OWNER.execute("CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON " + table
                        + " FOR EACH ROW EXECUTE FUNCTION keep()");
            }

            @Override
            void release(String table) {
                OWNER.execute("DROP TRIGGER keep ON " + table);
            }
        },
        RULE {
            @Override
            void protect(String table) {
                OWNER.execute("CREATE RULE keep AS ON UPDATE TO " + table + " DO INSTEAD NOTHING");
                OWNER.execute("CREATE RULE stay AS ON DELETE TO " + table + " DO INSTEAD NOTHING");
            }

            @Override
            void release(String table) {
                OWNER.execute("DROP RULE keep ON " + table);
                OWNER.execute("DROP RULE stay ON " + table);
            }
        };

        /** Return whether what a connection has prepared behind this guard stays so when the guard has gone. */
        boolean isPreparedForEver() {
            return this == RULE;
        }

        abstract void protect(String table);

        abstract void release(String table);
    }

    @BeforeEach
    void prepare() {
        OWNER.prepare(Product_.model(), Country_.model(), Comment_.model(), Order_.model(), AuditLog_.model());
        OWNER.execute("DO $body$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '" + CLERK
                + "') THEN CREATE ROLE " + CLERK + "; END IF; END $body$");
        OWNER.execute("GRANT ALL ON products, country, comment, \"order\", audit_log TO " + CLERK);
        OWNER.execute("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO " + CLERK);
        Database.setDefault(db);
    }

    @AfterEach
    void dropTheClerk() {
        pooled.close().block();
        OWNER.execute("DROP OWNED BY " + CLERK);
    }

    /** Use no connection twice, if it would remember the guard. */
    private void use(Guard guard) {
        if (guard.isPreparedForEver()) {
            db = Database.builder(PostgresqlServer.connectionFactoryAs(CLERK))
                    .maxConnections(0)
                    .build();
            Database.setDefault(db);
        }
    }

    private static <T> T await(Mono<T> mono) {
        return mono.block(Duration.ofSeconds(20));
    }

    private void verifyRefused(ActiveRecord<?> record, Supplier<? extends Mono<?>> write) {
        Object[] before = RecordState.of(record).row();
        var changes = record.changes();
        verifyRefused(record, write.get());
        for (IsolationLevel isolation : ISOLATIONS) {
            TransactionOptions options = TransactionOptions.DEFAULT.isolation(isolation);
            verifyRefused(record, db.transaction(options, () -> write.get().then()));
            // A refusal changes nothing, so a transaction in which it is handled goes on.
            await(db.transaction(
                    options,
                    () -> write.get()
                            .then()
                            .onErrorResume(WriteRefusedException.class, handled -> Mono.empty())
                            .thenReturn(true)));
        }
        assertThat(record.stored()).isTrue();
        assertThat(RecordState.of(record).row()).isEqualTo(before);
        assertThat(record.changes()).isEqualTo(changes);
    }

    private static void verifyRefused(ActiveRecord<?> record, Mono<?> write) {
        StepVerifier.create(write)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(WriteRefusedException.class)
                        .hasMessageContaining(record.toString())
                        .hasMessageNotContaining("secret"))
                .verify(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @EnumSource
    void versionedRowThatMayNotBeChangedRefusesEveryWrite(Guard guard) {
        use(guard);
        Product product = await(new Product("lamp", "1", 7).save());
        Product deleted = await(new Product("deleted", "1", 7).save());
        await(deleted.delete());
        guard.protect("products");
        product.name = "secret";
        verifyRefused(product, product::save);
        verifyRefused(product, product::touch);
        verifyRefused(product, product::delete);
        verifyRefused(product, product::hardDelete);
        verifyRefused(deleted, deleted::restore);
        assertThat(product.getVersion()).isEqualTo(1);
        guard.release("products");
        await(product.save());
        await(deleted.restore());
        assertThat(await(Product_.query().all().map(row -> row.name).collectList()))
                .containsExactlyInAnyOrder("secret", "deleted");
    }

    @ParameterizedTest
    @EnumSource
    void unversionedRowThatMayNotBeChangedRefusesEveryWrite(Guard guard) {
        use(guard);
        Country country = await(new Country("NZ", "old").save());
        Comment comment = await(new Comment("hi").save());
        Comment deleted = await(new Comment("gone").save());
        await(deleted.delete());
        guard.protect("country");
        guard.protect("comment");
        country.name = "secret";
        verifyRefused(country, country::save);
        verifyRefused(country, country::delete);
        comment.body = "secret";
        verifyRefused(comment, comment::save);
        verifyRefused(comment, comment::delete);
        verifyRefused(comment, comment::hardDelete);
        verifyRefused(deleted, deleted::restore);
        guard.release("country");
        guard.release("comment");
        await(country.save());
        await(comment.save());
        assertThat(await(Country_.query().count())).isEqualTo(1);
        assertThat(await(Comment_.query().includeDeleted().count())).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void writeWithHooksIsRefusedAndLeavesNoTrail(Guard guard) {
        Order order = await(new Order(BigDecimal.TEN).save());
        guard.protect("\"order\"");
        order.status = "secret";
        verifyRefused(order, order::save);
        assertThat(await(AuditLog_.query().count())).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void conflictIsStillOne(Guard guard) {
        use(guard);
        List<Function<Product, Mono<?>>> writes =
                List.of(Product::save, Product::touch, Product::delete, Product::hardDelete);
        for (Function<Product, Mono<?>> write : writes) {
            Product lamp = await(new Product("lamp", "1", 7).save());
            Product stale = await(Product_.find(lamp.getId()));
            stale.inventory = 1;
            await(lamp.touch());
            guard.protect("products");
            verifyConflict(write.apply(stale), Reason.STALE);
            verifyConflict(db.transaction(() -> write.apply(stale).then()), Reason.STALE);
            guard.release("products");
            await(lamp.delete());
            guard.protect("products");
            verifyConflict(write.apply(stale), Reason.DELETED);
            guard.release("products");
            await(lamp.hardDelete());
            guard.protect("products");
            verifyConflict(write.apply(stale), Reason.GONE);
            guard.release("products");
            assertThat(stale.getVersion()).isEqualTo(1);
        }
    }

    private static void verifyConflict(Mono<?> write, Reason reason) {
        StepVerifier.create(write)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                VersionConflictException.class,
                                conflict -> assertThat(conflict.reason()).isEqualTo(reason)))
                .verify(Duration.ofSeconds(20));
    }

    /** Whoever may only delete cannot lock a row in order to see how it is now. */
    @Test
    void roleThatMayDeleteButNotUpdateIsRefusedToo() {
        Country country = await(new Country("NZ", "old").save());
        Product product = await(new Product("lamp", "1", 7).save());
        OWNER.execute("REVOKE UPDATE ON country, products FROM " + CLERK);
        Guard.POLICY.protect("country");
        Guard.POLICY.protect("products");
        verifyRefused(country, country::hardDelete);
        verifyRefused(product, product::hardDelete);
    }
}
