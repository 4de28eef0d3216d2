package io.fluxrecord.dialect.h2;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.Schema;
import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.r2dbc.proxy.ProxyConnectionFactory;
import io.r2dbc.proxy.core.QueryInfo;
import io.r2dbc.spi.ConnectionFactories;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Keys that come from the driver, as with a database whose INSERT returns nothing. */
final class GeneratedValuesTests {

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final Database db = Database.builder(
                    ProxyConnectionFactory.builder(ConnectionFactories.get("r2dbc:h2:mem:///generated"))
                            .onBeforeQuery(execution -> execution.getQueries().stream()
                                    .map(QueryInfo::getQuery)
                                    .filter(query -> query.contains("INSERT"))
                                    .forEach(sent::add))
                            .build())
            .dialect(withoutFinalTable(new H2Dialect()))
            .maxConnections(2)
            .coalesceInserts(Duration.ofSeconds(5))
            .build();

    private static final class Renderer extends H2Renderer {

        private Renderer(H2Dialect dialect) {
            super(dialect);
        }

        @Override
        protected void insertReturning(SqlStatement.Insert insert) {
            insert(insert);
            returnGeneratedValues(insert.returning());
        }
    }

    private static Dialect withoutFinalTable(H2Dialect h2) {
        return (Dialect) Proxy.newProxyInstance(
                Dialect.class.getClassLoader(),
                new Class<?>[] {Dialect.class},
                (proxy, method, arguments) -> method.getName().equals("render")
                        ? new Renderer(h2).render((SqlStatement) arguments[0])
                        : method.invoke(h2, arguments));
    }

    @BeforeEach
    void prepare() {
        Database.setDefault(db);
        await(Schema.create(db, Inventory_.model()).thenReturn(true));
        sent.clear();
    }

    @AfterEach
    void close() {
        Database.setDefault(null);
        db.close().block();
    }

    private void assertStored(List<Inventory> items) {
        assertThat(sent).isNotEmpty().noneMatch(sql -> sql.contains("FINAL TABLE"));
        assertThat(items).extracting(item -> item.id).doesNotContainNull().doesNotHaveDuplicates();
        items.forEach(item -> assertThat(await(Inventory_.find(Objects.requireNonNull(item.id))).quantity)
                .isEqualTo(item.quantity));
    }

    @Test
    void savedRecordHasItsKey() {
        assertStored(List.of(await(db.transaction(() -> new Inventory("lamp", 7).save()))));
    }

    @Test
    void eachOfManyRecordsHasTheKeyOfItsRow() {
        assertStored(await(Inventory_.insertAll(Flux.range(0, 150).map(i -> new Inventory("lamp", i)))));
        assertThat(sent).hasSize(3);
    }

    /** Calls that an answer triggers are sent as one batch. */
    @Test
    void recordsThatAreInsertedTogetherHaveTheirKeys() {
        Flux<Inventory> others = Flux.range(1, 20).flatMap(i -> new Inventory("lamp", i).save(), 20);
        assertStored(await(new Inventory("lamp", 0).save().flatMapMany(first -> others)));
        assertThat(sent).hasSize(2);
    }
}
