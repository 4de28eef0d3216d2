package io.fluxrecord.examples.guide;

import static io.fluxrecord.examples.guide.GuideDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.Schema;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The snippets of spring.md. */
final class GuideSpringTests {

    private AnnotationConfigApplicationContext context;
    private Transfers transfers;
    private Account ada;
    private Account ben;

    // tag::beans[]
    @Configuration
    @EnableTransactionManagement
    static class Persistence {

        @Bean
        ConnectionFactory connectionFactory() {
            return Services.pool();
        }

        @Bean
        ReactiveTransactionManager transactionManager(ConnectionFactory connectionFactory) {
            return new R2dbcTransactionManager(connectionFactory);
        }

        @Bean
        Database database(ConnectionFactory connectionFactory) {
            Database db = Database.builder(connectionFactory).build();
            Database.setDefault(db);
            return db;
        }
    }
    // end::beans[]

    @Configuration
    static class Services {

        private static ConnectionPool pool() {
            return new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(
                            "r2dbc:h2:mem:///" + UUID.randomUUID() + "?options=DB_CLOSE_DELAY=-1"))
                    .maxSize(4)
                    .build());
        }

        @Bean
        Transfers transfers(Database db, ConnectionFactory connectionFactory) {
            return new Transfers(db, DatabaseClient.create(connectionFactory));
        }
    }

    static class Transfers {

        private final Database db;
        private final DatabaseClient client;

        Transfers(Database db, DatabaseClient client) {
            this.db = db;
            this.client = client;
        }

        // tag::service[]
        @Transactional
        public Mono<Void> transfer(Long from, Long to, long amount) {
            return add(from, -amount).then(add(to, amount)).then(note(from + " to " + to));
        }
        // end::service[]

        static Mono<Account> add(Long id, long amount) {
            return GuideTransactionsTests.add(id, amount)
                    .filter(account -> account.balance >= 0)
                    .switchIfEmpty(Mono.error(new IllegalStateException("no money")));
        }

        Mono<Void> note(String text) {
            return new Note(text, null).save().then();
        }

        // tag::ours[]
        Mono<Void> close(Long id) {
            return db.transaction(() -> Account_.find(id)
                    .flatMap(Account::hardDelete)
                    .then(client.sql("UPDATE \"account\" SET \"balance\" = \"balance\" + 1")
                            .fetch()
                            .rowsUpdated()
                            .then()));
        }
        // end::ours[]

        // tag::afterwards[]
        @Transactional
        public Mono<Void> transferAndTell(Long from, Long to, long amount, List<String> told) {
            return transfer(from, to, amount)
                    .then(db.afterCommit(() -> Mono.fromRunnable(() -> told.add("moved " + amount))));
        }
        // end::afterwards[]
    }

    @BeforeEach
    void prepare() {
        context = new AnnotationConfigApplicationContext(Persistence.class, Services.class);
        transfers = context.getBean(Transfers.class);
        Schema.create(context.getBean(Database.class), Account_.model(), Note_.model())
                .block();
        ada = await(new Account("Ada", 100).save());
        ben = await(new Account("Ben", 100).save());
    }

    @AfterEach
    void close() {
        Database.setDefault(null);
        context.close();
    }

    private static long balance(Account account) {
        return await(Account_.find(account.id)).balance;
    }

    @Test
    void bothOrNeither() {
        transfers.transfer(ada.id, ben.id, 30).block();
        assertThat(balance(ada)).isEqualTo(70);
        assertThat(balance(ben)).isEqualTo(130);
        StepVerifier.create(transfers.transfer(ada.id, ben.id, 300)).verifyErrorMessage("no money");
        assertThat(balance(ada)).isEqualTo(70);
        assertThat(await(Note_.query().count())).isEqualTo(1);
    }

    @Test
    void clientIsInTheTransactionOfTheDatabase() {
        transfers.close(ben.id).block();
        assertThat(balance(ada)).isEqualTo(101);
        assertThat(await(Account_.query().count())).isEqualTo(1);
    }

    @Test
    void tellsAfterTheCommitAlone() {
        List<String> told = new ArrayList<>();
        transfers.transferAndTell(ada.id, ben.id, 30, told).block();
        StepVerifier.create(transfers.transferAndTell(ada.id, ben.id, 300, told))
                .verifyErrorMessage("no money");
        assertThat(told).containsExactly("moved 30");
    }
}
