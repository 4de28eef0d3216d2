package io.fluxrecord.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxrecord.Database;
import io.fluxrecord.Schema;
import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.error.RollbackOnlyException;
import io.fluxrecord.error.TransactionStateException;
import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.tck.TestBed;
import io.fluxrecord.tck.model.AuditLog;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Traced;
import io.fluxrecord.tck.model.Traced_;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.connection.TransactionAwareConnectionFactoryProxy;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.util.context.ContextView;

/** What users write: {@code @Transactional} and {@code DatabaseClient} beside records. */
@NullUnmarked
abstract class TransactionalTests {

    private AnnotationConfigApplicationContext context;
    private Service service;
    private DatabaseClient client;
    private R2dbcTransactionManager manager;

    abstract TestBed bed();

    /** Return a query for what tells one connection from another. */
    abstract String session();

    /** A service with transactions of Spring. */
    static class Service {

        @Transactional
        public <T> Mono<T> required(Supplier<Mono<T>> work) {
            return Mono.defer(work);
        }

        @Transactional(propagation = Propagation.REQUIRES_NEW)
        public <T> Mono<T> requiresNew(Supplier<Mono<T>> work) {
            return Mono.defer(work);
        }

        @Transactional(propagation = Propagation.NOT_SUPPORTED)
        public <T> Mono<T> notSupported(Supplier<Mono<T>> work) {
            return Mono.defer(work);
        }

        @Transactional(propagation = Propagation.NESTED)
        public <T> Mono<T> nested(Supplier<Mono<T>> work) {
            return Mono.defer(work);
        }

        @Transactional(readOnly = true, timeout = 1)
        public <T> Mono<T> readOnlyForASecond(Supplier<Mono<T>> work) {
            return Mono.defer(work);
        }
    }

    @EnableTransactionManagement(proxyTargetClass = true)
    static class Configuration {}

    @BeforeEach
    void prepare() {
        bed().prepare(Country_.model(), Inventory_.model(), AuditLog_.model(), Traced_.model());
        manager = new R2dbcTransactionManager(bed().pool());
        context = new AnnotationConfigApplicationContext();
        context.register(Configuration.class);
        context.registerBean(ReactiveTransactionManager.class, () -> manager);
        context.registerBean(Service.class, Service::new);
        context.refresh();
        service = context.getBean(Service.class);
        client = DatabaseClient.create(bed().pool());
    }

    @AfterEach
    void allConnectionsAreBack() {
        bed().awaitIdle();
        context.close();
    }

    private Database db() {
        return bed().database();
    }

    private static Mono<Country> country(String code) {
        return Mono.defer(() -> new Country(code, code).save());
    }

    private static <T> Mono<T> fail() {
        return Mono.error(new IllegalStateException("on purpose"));
    }

    private List<String> codes() {
        return Country_.query()
                .orderBy(Country_.code.asc())
                .all()
                .map(c -> c.code)
                .collectList()
                .block();
    }

    private Mono<Long> insert(String code) {
        return client.sql(bed().capabilities()
                        .spell("INSERT INTO \"country\" (\"code\", \"name\") VALUES ('" + code + "', 'by hand')"))
                .fetch()
                .rowsUpdated();
    }

    private Mono<Object> sessionOfClient() {
        return client.sql(session()).map((row, metadata) -> row.get(0)).one();
    }

    @Test
    void rollbackByErrorRestoresMemoryAndASecondSaveInserts() {
        Country a = new Country("A", "A");
        Inventory stored = new Inventory("lamp", 7).save().block();
        StepVerifier.create(service.required(() -> a.save()
                        .then(Mono.defer(() -> {
                            stored.quantity = 6;
                            return stored.save();
                        }))
                        .then(fail())))
                .verifyErrorMessage("on purpose");
        assertThat(a.stored()).isFalse();
        assertThat(stored.getVersion()).isEqualTo(1);
        assertThat(stored.changes()).containsExactly("quantity");
        assertThat(codes()).isEmpty();
        a.save().then(stored.save()).block();
        assertThat(codes()).containsExactly("A");
        assertThat(stored.getVersion()).isEqualTo(2);
    }

    @Test
    void rollbackByCancelRestoresMemoryAndASecondSaveInserts() {
        Country a = new Country("A", "A");
        List<String> heard = new CopyOnWriteArrayList<>();
        StepVerifier.create(service.required(() -> a.save()
                        .then(db().afterRollback(() -> Mono.fromRunnable(() -> heard.add("rolled back"))))
                        .then(Mono.fromRunnable(() -> heard.add("saved")))
                        .then(Mono.never())))
                .expectSubscription()
                .then(() -> bed().await(() -> heard.contains("saved")))
                .thenCancel()
                .verify();
        bed().await(() -> heard.contains("rolled back"));
        assertThat(a.stored()).isFalse();
        assertThat(codes()).isEmpty();
        a.save().block();
        assertThat(codes()).containsExactly("A");
    }

    @Test
    void rollbackBySetRollbackOnlyRestoresMemoryAndASecondSaveInserts() {
        Country a = new Country("A", "A");
        TransactionalOperator operator = TransactionalOperator.create(manager);
        StepVerifier.create(operator.execute(status -> a.save().doOnNext(saved -> status.setRollbackOnly())))
                .expectNext(a)
                .verifyComplete();
        assertThat(a.stored()).isFalse();
        assertThat(codes()).isEmpty();
        a.save().block();
        assertThat(codes()).containsExactly("A");
    }

    @Test
    void hookedSaveDoesNotCommitTheTransactionAroundIt() {
        Traced record = new Traced("a");
        StepVerifier.create(service.required(() -> record.save()
                        .doOnNext(saved -> assertThat(saved.trace).doesNotContain("afterCommit"))
                        .then(fail())))
                .verifyErrorMessage("on purpose");
        assertThat(record.trace).contains("afterSave", "afterRollback").doesNotContain("afterCommit");
        assertThat(Traced_.query().count().block()).isZero();
        assertThat(bed().transactions()).isEqualTo(1);
    }

    @Test
    void transactionOfTheDatabaseJoins() {
        StepVerifier.create(service.required(() ->
                        db().transaction(() -> country("A")).then(country("B")).then(fail())))
                .verifyErrorMessage("on purpose");
        assertThat(codes()).isEmpty();
        service.required(() -> db().transaction(() -> country("A")).then(country("B")))
                .block();
        assertThat(codes()).containsExactly("A", "B");
        assertThat(bed().transactions()).isEqualTo(2);
    }

    @Test
    void failedSaveOfOneThatJoinedIsNotCommittedByHalf() {
        StepVerifier.create(service.required(() -> country("A")
                        .then(db().transaction(() -> country("B").then(fail())))
                        .onErrorResume(handled -> Mono.empty())))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(RollbackOnlyException.class)
                        .hasRootCauseMessage("on purpose"))
                .verify();
        assertThat(codes()).isEmpty();
    }

    @Test
    void partOfSpringThatFailedAndWasHandledRollsBackAll() {
        StepVerifier.create(service.required(() -> country("A")
                        .then(service.required(() -> country("B").then(fail())))
                        .onErrorResume(handled -> Mono.empty())))
                .verifyError(RollbackOnlyException.class);
        assertThat(codes()).isEmpty();
    }

    /** Spring's own behaviour, without records: it marks the transaction, and commits it all the same. */
    @Test
    void springCommitsWhatAPartHasSetToRollBack() {
        service.required(() -> insert("A")
                        .then(service.required(() -> insert("B").then(fail())))
                        .onErrorResume(handled -> Mono.empty()))
                .block();
        assertThat(codes()).containsExactly("A", "B");
    }

    @Test
    void rowLocksAreAllowedAndHeldToTheEnd() {
        Inventory lamp = new Inventory("lamp", 7).save().block();
        service.required(() -> Inventory_.query()
                        .where(Inventory_.id.eq(lamp.id))
                        .forUpdate()
                        .one()
                        .flatMap(locked -> {
                            locked.quantity++;
                            return locked.save();
                        })
                        .then(lamp.lock())
                        .flatMap(locked -> {
                            locked.quantity++;
                            return locked.save();
                        }))
                .block();
        assertThat(Inventory_.find(lamp.id).block().quantity).isEqualTo(9);
        StepVerifier.create(lamp.lock()).verifyError(TransactionStateException.class);
    }

    @Test
    void clientAndRecordShareATransactionOfSpring() {
        Mono<Boolean> same = Mono.zip(sessionOfClient(), sessionOfRecord(), Object::equals);
        assertThat(service.required(() -> country("A").then(insert("B")).then(same))
                        .block())
                .isTrue();
        assertThat(codes()).containsExactly("A", "B");
        StepVerifier.create(
                        service.required(() -> insert("C").then(country("D")).then(fail())))
                .verifyErrorMessage("on purpose");
        assertThat(codes()).containsExactly("A", "B");
    }

    @Test
    void clientAndRecordShareATransactionOfTheDatabase() {
        Mono<Boolean> same = Mono.zip(sessionOfClient(), sessionOfRecord(), Object::equals);
        assertThat(db().transaction(() -> country("A")
                                .then(insert("B"))
                                .then(service.required(() -> insert("C").then(country("D"))))
                                .then(same))
                        .block())
                .isTrue();
        assertThat(codes()).containsExactly("A", "B", "C", "D");
        StepVerifier.create(
                        db().transaction(() -> insert("E").then(country("F")).then(fail())))
                .verifyErrorMessage("on purpose");
        assertThat(codes()).hasSize(4);
        assertThat(bed().transactions()).isEqualTo(2);
    }

    /** The connection of a record is that of a statement which only the database of the record can send. */
    private Mono<Object> sessionOfRecord() {
        return Mono.deferContextual(seen -> TransactionSynchronizationManager.forCurrentTransaction()
                .flatMap(synchronization -> Mono.from(((org.springframework.r2dbc.connection.ConnectionHolder)
                                        Objects.requireNonNull(synchronization.getResource(bed().pool())))
                                .getConnection()
                                .createStatement(session())
                                .execute())
                        .flatMap(result -> Mono.from(result.map((row, metadata) -> row.get(0))))));
    }

    @Test
    void partOfSpringThatFailedInATransactionOfTheDatabaseRollsBackAll() {
        StepVerifier.create(db().transaction(() -> country("A")
                        .then(service.required(() -> country("B").then(fail())))
                        .onErrorResume(handled -> Mono.empty())))
                .verifyError(RollbackOnlyException.class);
        assertThat(codes()).isEmpty();
    }

    @Test
    void synchronizationsOfSpringRunInATransactionOfTheDatabase() {
        List<String> heard = new CopyOnWriteArrayList<>();
        Mono<Void> register = TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(synchronization -> synchronization.registerSynchronization(new Recording(heard)))
                .then();
        db().transaction(() -> register.then(country("A"))).block();
        assertThat(heard).containsExactly("beforeCommit", "beforeCompletion", "afterCommit", "afterCompletion 0");
        heard.clear();
        StepVerifier.create(db().transaction(() -> register.then(country("B")).then(fail())))
                .verifyErrorMessage("on purpose");
        assertThat(heard).containsExactly("beforeCompletion", "afterCompletion 1");
        assertThat(codes()).containsExactly("A", "after 0");
    }

    /** Saves a record when all is over, outside of the transaction. */
    private record Recording(List<String> heard) implements TransactionSynchronization {

        @Override
        public Mono<Void> beforeCommit(boolean readOnly) {
            return Mono.fromRunnable(() -> heard.add("beforeCommit"));
        }

        @Override
        public Mono<Void> beforeCompletion() {
            return Mono.fromRunnable(() -> heard.add("beforeCompletion"));
        }

        @Override
        public Mono<Void> afterCommit() {
            return Mono.fromRunnable(() -> heard.add("afterCommit"));
        }

        @Override
        public Mono<Void> afterCompletion(int status) {
            heard.add("afterCompletion " + status);
            return status == 0 ? country("after " + status).then() : Mono.empty();
        }
    }

    @Test
    void afterCommitComesAfterTheCommitOfSpring() {
        List<Long> seen = new CopyOnWriteArrayList<>();
        service.required(() -> country("A")
                        .then(db().afterCommit(() -> Country_.query().count().doOnNext(seen::add)))
                        .then(country("B"))
                        .doOnNext(saved -> assertThat(seen).isEmpty()))
                .block();
        assertThat(seen).containsExactly(2L);
    }

    @Test
    void manyConcurrentSavesTakeTurns() {
        service.required(() -> Flux.range(0, 600)
                        .flatMap(i -> country("c" + i).subscribeOn(Schedulers.parallel()), 600)
                        .then())
                .block(Duration.ofSeconds(30));
        assertThat(Country_.query().count().block()).isEqualTo(600);
        StepVerifier.create(service.required(() -> Mono.zip(
                                country("x").subscribeOn(Schedulers.parallel()),
                                insert("y").subscribeOn(Schedulers.parallel()),
                                country("z").subscribeOn(Schedulers.parallel()))
                        .then(fail())))
                .verifyErrorMessage("on purpose");
        assertThat(Country_.query().count().block()).isEqualTo(600);
    }

    @Test
    void statementOfTheClientPerRowOfAStreamedResultDoesNotWaitForItself() {
        Flux.range(0, 300).concatMap(i -> country("c" + i)).blockLast();
        service.required(() -> Country_.query()
                        .fetchSize(10)
                        .all()
                        .concatMap(
                                row -> client.sql("SELECT 1").map((r, m) -> 1).one(), 1)
                        .then())
                .block(Duration.ofSeconds(30));
    }

    @Test
    void requiresNewAndNotSupportedAreOnOtherConnections() {
        StepVerifier.create(service.required(() -> country("A")
                        .then(service.requiresNew(() -> country("B")))
                        .then(service.notSupported(() -> country("C")))
                        .then(db().transaction(TransactionOptions.REQUIRES_NEW, () -> country("D")))
                        .then(country("E"))
                        .then(fail())))
                .verifyErrorMessage("on purpose");
        assertThat(codes()).containsExactly("B", "C", "D");
        StepVerifier.create(db().transaction(() -> country("F")
                        .then(service.requiresNew(() -> country("G")))
                        .then(service.notSupported(() -> country("H")))
                        .then(country("I"))
                        .then(fail())))
                .verifyErrorMessage("on purpose");
        assertThat(codes()).containsExactly("B", "C", "D", "G", "H");
    }

    @Test
    void requiresNewAndNotSupportedInASavepointAreOnOtherConnections() {
        StepVerifier.create(service.required(() -> country("A")
                        .then(db().transaction(
                                        TransactionOptions.NESTED,
                                        () -> country("B")
                                                .then(service.requiresNew(() -> country("C")))
                                                .then(service.notSupported(() -> country("D")))
                                                .then(country("E"))))
                        .then(fail())))
                .verifyErrorMessage("on purpose");
        assertThat(codes()).containsExactly("C", "D");
    }

    @Test
    void nestedIsASavepointInEitherStyle() {
        Country b = new Country("B", "B");
        Country c = new Country("C", "C");
        service.required(() -> country("A")
                        .then(service.nested(() -> b.save().then(fail())))
                        .onErrorResume(handled -> Mono.empty())
                        .then(db().transaction(
                                        TransactionOptions.NESTED,
                                        () -> c.save().then(fail())))
                        .onErrorResume(handled -> Mono.empty())
                        .then(country("D")))
                .block();
        assertThat(codes()).containsExactly("A", "D");
        assertThat(b.stored()).isFalse();
        assertThat(c.stored()).isFalse();
        db().transaction(() -> country("E")
                        .then(service.nested(() -> b.save().then(fail())))
                        .onErrorResume(handled -> Mono.empty())
                        .then(country("F")))
                .block();
        assertThat(codes()).containsExactly("A", "D", "E", "F");
        assertThat(b.stored()).isFalse();
    }

    @Test
    void savepointOfSpringThatWasMadeBeforeAnyRecordRanRollsRecordsBack() {
        Country b = new Country("B", "B");
        List<String> heard = new CopyOnWriteArrayList<>();
        service.required(() -> service.nested(() -> b.save()
                                .then(db().afterCommit(() -> Mono.fromRunnable(() -> heard.add("commit"))))
                                .then(db().afterRollback(() -> Mono.fromRunnable(() -> heard.add("rollback"))))
                                .then(db().beforeCommit(() -> Mono.fromRunnable(() -> heard.add("before"))))
                                .then(fail()))
                        .onErrorResume(handled -> Mono.empty())
                        .then(Mono.fromRunnable(() -> heard.add(String.valueOf(b.stored()))))
                        .then(country("D"))
                        .then(b.save()))
                .block();
        assertThat(codes()).containsExactly("B", "D");
        assertThat(b.stored()).isTrue();
        assertThat(heard).containsExactly("false", "rollback");
        Country e = new Country("E", "E");
        service.required(() -> service.nested(() -> e.save().then(fail())).onErrorResume(handled -> Mono.empty()))
                .block();
        assertThat(e.stored()).isFalse();
        assertThat(codes()).containsExactly("B", "D");
    }

    @Test
    void savepointsInASavepointThatWasMadeBeforeAnyRecordRanAreKnown() {
        Country a = new Country("A", "A");
        Country b = new Country("B", "B");
        Country c = new Country("C", "C");
        service.required(() -> service.nested(
                                () -> service.nested(() -> a.save().then(fail()))
                                        .onErrorResume(handled -> Mono.empty())
                                        .then(b.save())
                                        .then(service.nested(() -> c.save().then(fail())))
                                        .onErrorResume(handled -> Mono.empty())
                                        .then(fail()))
                        .onErrorResume(handled -> Mono.empty())
                        .then(country("D")))
                .block();
        assertThat(codes()).containsExactly("D");
        assertThat(List.of(a.stored(), b.stored(), c.stored())).containsOnly(false);
        service.required(() -> service.nested(() -> a.save().then(service.nested(b::save)))
                        .then(service.nested(() -> c.save().then(fail())))
                        .onErrorResume(handled -> Mono.empty()))
                .block();
        assertThat(codes()).containsExactly("A", "B", "D");
        assertThat(c.stored()).isFalse();
    }

    /** Both holders of Spring count their savepoints from one, and a database may keep one of each name. */
    @Test
    void savepointInASavepointOfTheSameNameLeavesTheOuterOne() {
        Country a = new Country("A", "A");
        Country b = new Country("B", "B");
        service.required(() -> service.nested(
                                () -> a.save().then(service.nested(b::save)).then(fail()))
                        .onErrorResume(handled -> Mono.empty())
                        .then(country("C")))
                .block();
        assertThat(codes()).containsExactly("C");
        assertThat(a.stored() || b.stored()).isFalse();
    }

    @Test
    void failureOfAJoinedPartInASavepointThatRollsBackLeavesTheRest() {
        Country b = new Country("B", "B");
        service.required(() -> country("A")
                        .then(service.nested(
                                () -> service.required(() -> b.save().then(fail()))))
                        .onErrorResume(handled -> Mono.empty())
                        .then(country("C")))
                .block();
        assertThat(codes()).containsExactly("A", "C");
        service.required(() -> service.nested(
                                () -> service.required(() -> b.save().then(fail())))
                        .onErrorResume(handled -> Mono.empty())
                        .then(country("D")))
                .block();
        assertThat(codes()).containsExactly("A", "C", "D");
        assertThat(b.stored()).isFalse();
    }

    @Test
    void conflictInsideIsOneOfTheRecord() {
        Inventory lamp = new Inventory("lamp", 7).save().block();
        Inventory stale = Inventory_.find(lamp.id).block();
        service.required(() -> {
                    lamp.quantity = 6;
                    return lamp.save();
                })
                .block();
        stale.quantity = 5;
        StepVerifier.create(service.required(() -> stale.save())).verifyError(VersionConflictException.class);
    }

    @Test
    void transactionOfAnotherConnectionFactoryIsNotOursUnlessTheDatabaseWasNamed() {
        Database other = Database.builder(
                        ConnectionFactories.get("r2dbc:h2:mem:///" + UUID.randomUUID() + "?options=DB_CLOSE_DELAY=-1"))
                .build();
        Schema.create(other, Country_.model()).block();
        Database.setDefault(other);
        StepVerifier.create(service.required(() -> country("A").then(fail()))).verifyErrorMessage("on purpose");
        assertThat(codes()).containsExactly("A");
        StepVerifier.create(service.required(() -> country("B").contextWrite(other.context())))
                .verifyError(TransactionStateException.class);
        Country_.configure(other);
        Database.setDefault(db());
        StepVerifier.create(service.required(() -> country("C"))).verifyError(TransactionStateException.class);
        service.required(() -> country("D").contextWrite(db().context())).block();
        Country_.configure(null);
        assertThat(codes()).containsExactly("D");
        other.close().block();
    }

    @Test
    void connectionThatSpringKeepsForATransactionOfAnotherFactoryIsNoTransaction() {
        R2dbcTransactionManager others = new R2dbcTransactionManager(
                ConnectionFactories.get("r2dbc:h2:mem:///" + UUID.randomUUID() + "?options=DB_CLOSE_DELAY=-1"));
        Country a = new Country("A", "A");
        StepVerifier.create(sessionOfClient()
                        .then(Mono.defer(a::save))
                        .then(TransactionalTests.<Country>fail())
                        .as(TransactionalOperator.create(others)::transactional))
                .verifyErrorMessage("on purpose");
        assertThat(codes()).containsExactly("A");
        assertThat(a.stored()).isTrue();
    }

    @Test
    void proxyThatIsAwareOfTransactionsIsRefused() {
        assertThatThrownBy(() -> Database.builder(new TransactionAwareConnectionFactoryProxy(bed().pool()))
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the connection factory that is under it");
    }

    @Test
    void auditIsWrittenBeforeTheCommit() {
        service.required(() ->
                        db().beforeCommit(() -> new AuditLog("last", 1L).save()).then(country("A")))
                .block();
        assertThat(AuditLog_.query().count().block()).isEqualTo(1);
        assertThat(bed().transactions()).isEqualTo(1);
    }

    @Test
    void writeAfterTheTransactionIsOneOfItsOwn() {
        Publisher<Country> after = service.required(() -> country("A")).then(country("B"));
        Mono.from(after).block();
        assertThat(codes()).containsExactly("A", "B");
    }

    @Test
    void refusalBeforeTheCommitLeavesNewRecordsNew() {
        Inventory lamp = new Inventory("lamp", 7);
        StepVerifier.create(service.required(() -> lamp.save().then(db().beforeCommit(TransactionalTests::fail))))
                .verifyErrorMessage("on purpose");
        assertThat(lamp.stored()).isFalse();
        lamp.save().block();
        assertThat(Inventory_.query().count().block()).isEqualTo(1);
        Inventory desk = new Inventory("desk", 7);
        TransactionSynchronization refusing = new TransactionSynchronization() {
            @Override
            public Mono<Void> beforeCommit(boolean readOnly) {
                return fail();
            }
        };
        StepVerifier.create(service.required(() -> desk.save().then(register(refusing))))
                .verifyErrorMessage("on purpose");
        desk.save().block();
        assertThat(Inventory_.query().count().block()).isEqualTo(2);
    }

    static Mono<Void> register(TransactionSynchronization added) {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(synchronization -> synchronization.registerSynchronization(added))
                .then();
    }

    @Test
    void synchronizationsOfSpringRunInTheirOrderAtTheEndOfOurs() {
        List<String> steps = new CopyOnWriteArrayList<>();
        db().transaction(() -> register(new RecordedSteps(steps)).then(country("A")))
                .block();
        assertThat(steps).containsExactly("beforeCommit", "beforeCompletion", "afterCommit", "afterCompletion 0");
        steps.clear();
        StepVerifier.create(db().transaction(() ->
                        register(new RecordedSteps(steps)).then(country("B")).then(fail())))
                .verifyErrorMessage("on purpose");
        assertThat(steps).containsExactly("beforeCompletion", "afterCompletion 1");
    }

    /** Each step takes a while, and is noted when it is done. */
    record RecordedSteps(List<String> steps) implements TransactionSynchronization {

        private Mono<Void> step(String name) {
            return Mono.delay(Duration.ofMillis(5))
                    .doOnNext(now -> steps.add(name))
                    .then();
        }

        @Override
        public Mono<Void> beforeCommit(boolean readOnly) {
            return step("beforeCommit");
        }

        @Override
        public Mono<Void> beforeCompletion() {
            return step("beforeCompletion");
        }

        @Override
        public Mono<Void> afterCommit() {
            return step("afterCommit");
        }

        @Override
        public Mono<Void> afterCompletion(int status) {
            return step("afterCompletion " + status);
        }
    }

    @Test
    void partThatFailedAndWasHandledRollsBackAllThoughItHadTheFirstRecord() {
        StepVerifier.create(service.required(() -> insert("A")
                        .then(service.required(() -> country("B").then(fail())))
                        .onErrorResume(handled -> Mono.empty())))
                .verifyError(RollbackOnlyException.class);
        assertThat(codes()).isEmpty();
    }

    @Test
    void workThatEscapesATransactionOfTheDatabaseIsRefused() {
        AtomicReference<ContextView> escaped = new AtomicReference<>();
        StepVerifier.create(db().transaction(() -> Mono.deferContextual(inside -> {
                    escaped.set(inside);
                    return country("A").then(fail());
                })))
                .verifyErrorMessage("on purpose");
        StepVerifier.create(country("B").contextWrite(escaped.get()))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(TransactionStateException.class)
                        .hasMessageContaining("has ended"))
                .verify();
        assertThat(codes()).isEmpty();
    }

    @Test
    void synchronizationsMayUseTheDatabaseAfterTheEnd() {
        TransactionSynchronization using = new TransactionSynchronization() {
            @Override
            public Mono<Void> afterCommit() {
                return country("B").then();
            }

            @Override
            public Mono<Void> afterCompletion(int status) {
                return db().transaction(() -> country("C" + status)).then();
            }
        };
        service.required(() -> country("A").then(register(using))).block();
        assertThat(codes()).containsExactly("A", "B", "C0");
        StepVerifier.create(service.required(
                        () -> register(using).then(country("D")).then(fail())))
                .verifyErrorMessage("on purpose");
        assertThat(codes()).contains("C1").doesNotContain("D");
    }

    @Test
    void synchronizationsMayUseTheClientAfterTheCommit() {
        TransactionSynchronization using = new TransactionSynchronization() {
            @Override
            public Mono<Void> afterCommit() {
                return sessionOfClient().then();
            }
        };
        StepVerifier.create(service.required(
                        () -> country("A").then(register(using)).thenReturn(1)))
                .expectNext(1)
                .verifyComplete();
    }

    @Test
    void cancelWhileANestedTransactionOfSpringBeginsHoldsNoConnection() {
        for (int i = 0; i < 40; i++) {
            service.required(() -> Country_.query()
                            .count()
                            .then(service.nested(() -> country("A").then(Mono.never()))))
                    .takeUntilOther(Mono.delay(Duration.ofNanos(2_000_000 + i * 50_000L)))
                    .block(Duration.ofSeconds(10));
        }
        long start = System.nanoTime();
        bed().awaitIdle();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(codes()).isEmpty();
    }

    @Test
    void connectionThatWasLeftInATransactionIsRolledBackBeforeItIsUsed() {
        ConnectionPool one = new ConnectionPool(
                ConnectionPoolConfiguration.builder(bed().driver()).maxSize(1).build());
        Mono.usingWhen(one.create(), left -> Mono.from(left.beginTransaction()), Connection::close)
                .block();
        Database database = Database.builder(one).build();
        country("A").contextWrite(database.context()).block();
        assertThat(codes()).containsExactly("A");
        one.disposeLater().block();
    }
}
