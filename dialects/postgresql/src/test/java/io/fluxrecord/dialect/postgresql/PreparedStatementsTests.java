package io.fluxrecord.dialect.postgresql;

import static io.fluxrecord.dialect.postgresql.ProxiedPool.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.Schema;
import io.fluxrecord.tck.model.Flat;
import io.fluxrecord.tck.model.Flat_;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How many statements a connection keeps when the records of a model change in very many ways. */
@NullUnmarked
final class PreparedStatementsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SETS = 1_500;
    private static final int MOST = 512;

    private final Database db = Database.connect(PostgresqlServer.url());
    private final Flat flat = new Flat();

    @BeforeEach
    void prepare() {
        Database.setDefault(db);
        Schema.drop(db, Flat_.model())
                .then(Schema.create(db, Flat_.model()))
                .then(flat.save())
                .block(PATIENCE);
    }

    @AfterEach
    void close() {
        Database.setDefault(null);
        db.close().block(PATIENCE);
    }

    /** Change those columns whose bits are set, and no others. */
    private Mono<Flat> change(int set) {
        return Mono.defer(() -> {
            flat.medium += set & 1;
            flat.large += set >> 1 & 1;
            flat.twofold += set >> 2 & 1;
            flat.single += set >> 3 & 1;
            flat.truth ^= (set >> 4 & 1) == 1;
            flat.letter += (char) (set >> 5 & 1);
            flat.small += (short) (set >> 6 & 1);
            flat.text = (set >> 7 & 1) == 1 ? flat.text + "." : flat.text;
            flat.maybeLarge = (set >> 8 & 1) == 1 ? Long.valueOf(set) : flat.maybeLarge;
            flat.maybeMedium = (set >> 9 & 1) == 1 ? Integer.valueOf(set) : flat.maybeMedium;
            flat.maybeTwofold = (set >> 10 & 1) == 1 ? Double.valueOf(set) : flat.maybeTwofold;
            assertThat(flat.changes()).hasSize(Integer.bitCount(set));
            return flat.save();
        });
    }

    private Flux<Flat> changes(int from, int count) {
        return Flux.range(from, count).concatMap(this::change);
    }

    private static Mono<List<String>> kept() {
        return PreparedStatement_.query()
                .all()
                .map(kept -> kept.statement)
                .filter(text -> text.startsWith("UPDATE"))
                .collectList();
    }

    private static int columns(String update) {
        return update.replaceFirst(" WHERE .*", "").split(" = \\$", -1).length - 1;
    }

    @Test
    void connectionKeepsNoMoreThanABoundedNumber() {
        List<String> kept = db.transaction(() -> changes(1, SETS).then(kept())).block(PATIENCE);
        assertThat(kept).hasSizeBetween(MOST / 2, MOST);
        // They are the last ones, and each of them writes what had changed, and no column more.
        List<Integer> changed = IntStream.rangeClosed(SETS - kept.size() + 1, SETS)
                .mapToObj(Integer::bitCount)
                .toList();
        assertThat(kept).extracting(PreparedStatementsTests::columns).containsExactlyInAnyOrderElementsOf(changed);
        assertThat(await(Flat_.find(flat.id)).changes()).isEmpty();
        assertThat(await(Flat_.find(flat.id)).large).isEqualTo(flat.large);
    }

    @Test
    void resultThatIsReadInPartsOutlivesTheStatementsThatAreForgottenMeanwhile() {
        changes(1, MOST + 10).blockLast(PATIENCE);
        Flat_.insertAll(Flux.range(0, 200).map(i -> new Flat())).blockLast(PATIENCE);
        for (int i = 0; i < 30; i++) {
            var query = Flat_.query().fetchSize(10).where(Flat_.medium.ge(-1 - i));
            for (int more = 0; more < i; more++) {
                query = query.where(Flat_.large.ge(-1L - more));
            }
            assertThat(query.all().count().block(PATIENCE)).isEqualTo(201);
        }
        changes(1, 100).blockLast(PATIENCE);
    }

    @Test
    void boundOfTheUrlIsKept() {
        Option<Object> bound = Option.valueOf("preparedStatementCacheQueries");
        PostgresqlDialect dialect = new PostgresqlDialect();
        ConnectionFactoryOptions given =
                ConnectionFactoryOptions.parse("r2dbc:postgresql://localhost/shop?preparedStatementCacheQueries=0");
        assertThat(dialect.refine(given)).isSameAs(given);
        for (String url : List.of(
                "r2dbc:postgresql://localhost/shop",
                "r2dbc:postgres://localhost/shop",
                "r2dbcs:postgresql:failover://localhost/shop",
                "r2dbc:pool:postgresql://localhost/shop",
                "r2dbc:proxy:pool:postgresql://localhost/shop")) {
            assertThat(dialect.refine(ConnectionFactoryOptions.parse(url)).getValue(bound))
                    .as(url)
                    .isEqualTo(MOST);
        }
        ConnectionFactoryOptions other = ConnectionFactoryOptions.parse("r2dbc:h2:mem:///postgresql");
        assertThat(dialect.refine(other)).isSameAs(other);
    }
}
