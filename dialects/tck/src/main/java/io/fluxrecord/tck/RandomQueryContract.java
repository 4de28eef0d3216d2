package io.fluxrecord.tck;

import static io.fluxrecord.query.Sql.count;
import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.query.Condition;
import io.fluxrecord.query.NumericExpression;
import io.fluxrecord.query.TextExpression;
import io.fluxrecord.tck.model.Client;
import io.fluxrecord.tck.model.Client_;
import io.fluxrecord.tck.model.Deal;
import io.fluxrecord.tck.model.DealLine;
import io.fluxrecord.tck.model.DealLine_;
import io.fluxrecord.tck.model.Deal_;
import io.fluxrecord.tck.model.Nation;
import io.fluxrecord.tck.model.Nation_;
import io.fluxrecord.tck.model.Turnover;
import io.fluxrecord.tck.model.Turnover_;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/**
 * Random queries over random rows, many of which are null, deleted or refer to what is, against a plain evaluation in
 * memory. {@code -Dfluxrecord.queries=10000} runs more of them, {@code -Dfluxrecord.seed=42} others.
 */
public interface RandomQueryContract extends Contract {

    int QUERIES = 150;

    @BeforeEach
    default void prepare() {
        bed().prepare(Nation_.model(), Client_.model(), Deal_.model(), DealLine_.model());
    }

    private static Map<String, @Nullable Object> row(@Nullable Object... pairs) {
        Map<String, @Nullable Object> row = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            row.put((String) Objects.requireNonNull(pairs[i]), pairs[i + 1]);
        }
        return row;
    }

    private static MemoryTables fill(Random random) {
        Map<String, List<MemoryRow>> rows = new HashMap<>();
        List.of("nation", "client", "deal", "deal_line").forEach(table -> rows.put(table, new ArrayList<>()));
        List<Nation> nations = await(Flux.just("IS", "CL", "FJ").concatMap(code -> new Nation(code).save()));
        nations.forEach(
                nation -> rows.get("nation").add(new MemoryRow("nation", row("id", nation.id, "code", nation.code))));
        List<Client> clients = new ArrayList<>();
        for (String name : List.of("ann", "bob", "cid", "dan", "eve", "fay")) {
            Nation nation = nations.get(random.nextInt(3));
            Client client = new Client(name, nation);
            client.rating = random.nextInt(3) == 0 ? null : random.nextInt(10);
            client.vip = random.nextBoolean();
            clients.add(await(client.save()));
            boolean deleted = random.nextInt(3) == 0;
            rows.get("client")
                    .add(new MemoryRow(
                            "client",
                            row(
                                    "id",
                                    client.id,
                                    "name",
                                    name,
                                    "rating",
                                    client.rating,
                                    "vip",
                                    client.vip,
                                    "nation_id",
                                    nation.id,
                                    "deleted_at",
                                    deleted ? "yes" : null)));
        }
        fillDeals(random, clients, rows);
        for (int i = 0; i < clients.size(); i++) {
            if (rows.get("client").get(i).isDeleted()) {
                await(clients.get(i).delete());
            }
        }
        return new MemoryTables(rows);
    }

    private static void fillDeals(Random random, List<Client> clients, Map<String, List<MemoryRow>> rows) {
        for (int i = 0; i < 14; i++) {
            Client client = clients.get(random.nextInt(6));
            Client broker = random.nextInt(3) == 0 ? null : clients.get(random.nextInt(6));
            Deal deal = new Deal(client);
            deal.broker.set(broker);
            deal.state = List.of("open", "paid", "late").get(random.nextInt(3));
            deal.total = random.nextInt(4) == 0 ? null : BigDecimal.valueOf(random.nextInt(9) * 10L);
            await(deal.save());
            int lines = random.nextInt(4);
            for (int number = 1; number <= lines; number++) {
                DealLine line = new DealLine(deal, number, random.nextInt(9) * 10, random.nextInt(20) + ".5");
                await(line.save());
                rows.get("deal_line")
                        .add(new MemoryRow(
                                "deal_line",
                                row(
                                        "deal_id",
                                        deal.id,
                                        "number",
                                        number,
                                        "quantity",
                                        line.quantity,
                                        "price",
                                        line.price)));
            }
            boolean deleted = random.nextInt(4) == 0;
            rows.get("deal")
                    .add(new MemoryRow(
                            "deal",
                            row(
                                    "id",
                                    deal.id,
                                    "state",
                                    deal.state,
                                    "total",
                                    deal.total,
                                    "client_id",
                                    client.id,
                                    "broker_id",
                                    broker == null ? null : broker.id,
                                    "deleted_at",
                                    deleted ? "yes" : null)));
            if (deleted) {
                await(deal.delete());
            }
        }
    }

    @Test
    default void queriesEmitWhatAPlainEvaluationDoes() {
        long seed = Long.getLong("fluxrecord.seed", 20261127L);
        MemoryTables tables = fill(new Random(seed));
        int queries = Integer.getInteger("fluxrecord.queries", QUERIES);
        for (int i = 0; i < queries; i++) {
            RandomExpressions random = new RandomExpressions(seed + i);
            Condition<Deal> condition = random.deal(4);
            NumericExpression<Deal, BigDecimal> total = random.total(3);
            TextExpression<Deal> name = random.name(2);
            try {
                records(tables, condition);
                values(tables, condition, total, name);
                groups(tables, condition, total, name);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "seed " + (seed + i) + ": " + condition.predicate() + " / "
                                + total.term().node() + " / " + name.term().node(),
                        e);
            }
        }
    }

    private static List<MemoryRow> expected(MemoryTables tables, Condition<Deal> condition) {
        return tables.live("deal").stream()
                .filter(row -> tables.holds(condition.predicate(), row))
                .toList();
    }

    /** A bulk update means the same rows as a query. */
    private static void records(MemoryTables tables, Condition<Deal> condition) {
        List<@Nullable Object> ids =
                expected(tables, condition).stream().map(row -> row.get("id")).collect(Collectors.toList());
        assertThat(await(Deal_.query()
                        .where(condition)
                        .orderBy(Deal_.id.asc())
                        .all()
                        .<Object>map(deal -> Objects.requireNonNull(deal.id))))
                .containsExactlyElementsOf(ids);
        assertThat(await(Deal_.query().where(condition).update(Deal_.state.set(Deal_.state))))
                .isEqualTo(ids.size());
    }

    private static void values(
            MemoryTables tables,
            Condition<Deal> condition,
            NumericExpression<Deal, BigDecimal> total,
            TextExpression<Deal> name) {
        List<String> expected = expected(tables, condition).stream()
                .map(row -> Arrays.asList(
                                tables.value(name.term().node(), row),
                                plain(tables.value(total.term().node(), row)))
                        .toString())
                .toList();
        assertThat(await(Deal_.query()
                        .where(condition)
                        .orderBy(Deal_.id.asc())
                        .select(Turnover_.of(name, total, Deal_.id))
                        .all()
                        .map(row ->
                                Arrays.asList(row.nation(), plain(row.total())).toString())))
                .containsExactlyElementsOf(expected);
    }

    private static @Nullable Object plain(@Nullable Object number) {
        return number instanceof BigDecimal decimal
                ? decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString()
                : null;
    }

    private static void groups(
            MemoryTables tables,
            Condition<Deal> condition,
            NumericExpression<Deal, BigDecimal> total,
            TextExpression<Deal> name) {
        Map<String, List<MemoryRow>> groups = expected(tables, condition).stream()
                .collect(Collectors.groupingBy(
                        row -> String.valueOf(tables.value(name.term().node(), row))));
        List<String> expected = new ArrayList<>();
        groups.forEach((key, rows) -> expected.add(Arrays.asList(
                        key,
                        plain(rows.stream()
                                .map(row ->
                                        (BigDecimal) tables.value(total.term().node(), row))
                                .filter(Objects::nonNull)
                                .reduce(BigDecimal::add)
                                .orElse(null)),
                        rows.size())
                .toString()));
        List<Turnover> found = await(Deal_.query()
                .where(condition)
                .groupBy(name)
                .select(Turnover_.of(name, total.sum(), count()))
                .all());
        assertThat(found.stream()
                        .map(row -> Arrays.asList(String.valueOf(row.nation()), plain(row.total()), row.deals())
                                .toString()))
                .containsExactlyInAnyOrderElementsOf(expected);
    }
}
