package io.fluxrecord.tck;

import static io.fluxrecord.query.Sql.when;

import io.fluxrecord.query.Condition;
import io.fluxrecord.query.NumericExpression;
import io.fluxrecord.query.TextExpression;
import io.fluxrecord.query.ToMany;
import io.fluxrecord.query.ToOne;
import io.fluxrecord.tck.model.Client;
import io.fluxrecord.tck.model.Client_;
import io.fluxrecord.tck.model.Deal;
import io.fluxrecord.tck.model.DealLine;
import io.fluxrecord.tck.model.DealLine_;
import io.fluxrecord.tck.model.Deal_;
import io.fluxrecord.tck.model.Nation;
import io.fluxrecord.tck.model.Nation_;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/** Expressions of deals and clients, at random. */
final class RandomExpressions {

    private static final List<String> TEXTS = List.of("open", "paid", "late", "ann", "bob", "IS", "CL", "");

    private final Random random;

    RandomExpressions(long seed) {
        random = new Random(seed);
    }

    private boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private long number() {
        return random.nextInt(9) * 10L;
    }

    private ToOne<Deal, Client> client() {
        ToOne<Deal, Client> client = once(2) ? Deal_.client : Deal_.broker;
        return once(4) ? client.includeDeleted() : client;
    }

    private ToMany<Deal, DealLine> lines() {
        return once(2) ? Deal_.lines : Deal_.lines.where(line(1));
    }

    private ToMany<Client, Deal> deals(int depth) {
        ToMany<Client, Deal> deals = once(2) ? Client_.deals : Client_.deals.where(deal(depth - 1));
        return once(4) ? deals.includeDeleted() : deals;
    }

    NumericExpression<Deal, BigDecimal> total(int depth) {
        if (depth <= 0) {
            return Deal_.total;
        }
        return switch (random.nextInt(9)) {
            case 0 -> total(depth - 1).plus(number());
            case 1 -> total(depth - 1).minus(total(depth - 1));
            case 2 -> total(depth - 1).coalesce(number());
            case 3 -> total(depth - 1).negate().abs();
            case 4 -> lines().sum(DealLine_.price.times(DealLine_.quantity.asDecimal()));
            case 5 -> client().to(rating(depth - 1)).asDecimal();
            case 6 -> lines().max(DealLine_.price);
            case 7 -> when(deal(depth - 1), total(depth - 1)).otherwise(total(depth - 1));
            default -> Deal_.total;
        };
    }

    private NumericExpression<Client, Integer> rating(int depth) {
        if (depth <= 0) {
            return Client_.rating;
        }
        return switch (random.nextInt(6)) {
            case 0 -> rating(depth - 1).plus(1);
            case 1 -> rating(depth - 1).coalesce(number());
            case 2 -> deals(depth).count().asInteger();
            case 3 -> deals(depth).to(Deal_.lines).min(DealLine_.quantity);
            case 4 -> deals(depth).to(Deal_.broker).max(Client_.rating);
            default -> Client_.rating.times(2);
        };
    }

    TextExpression<Deal> name(int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> client().to(Client_.name);
            case 1 -> client().to(Client_.nation).to(Nation_.code);
            case 2 -> client().to(Client_.name.concat(text()));
            case 3 -> depth > 0 ? name(depth - 1).coalesce(text()) : Deal_.state.upper();
            case 4 -> depth > 0 ? name(depth - 1).nullIf(text()) : Deal_.state;
            default -> Deal_.state;
        };
    }

    Condition<Deal> deal(int depth) {
        if (depth <= 0) {
            return once(2) ? Deal_.state.eq(text()) : Deal_.total.gt(number());
        }
        return switch (random.nextInt(16)) {
            case 0 -> deal(depth - 1).and(deal(depth - 1));
            case 1 -> deal(depth - 1).or(deal(depth - 1));
            case 2, 3 -> deal(depth - 1).not();
            case 4 -> client().to(client(depth - 1));
            case 5 -> lines().any(line(depth - 1));
            case 6 -> Deal_.lines.none(line(depth - 1));
            case 7 -> Deal_.lines.every(line(depth - 1));
            case 8 -> total(depth).lt(total(depth - 1));
            case 9 -> total(depth).between(number(), number() + 40);
            case 10 -> name(depth).in(text(), text());
            case 11 -> once(2) ? name(depth).isNull() : total(depth).isNotNull();
            case 12 -> present();
            case 13 -> lines().count().ge(random.nextInt(4));
            case 14 -> client().to(Client_.nation).to(nation());
            default -> name(depth).ne(name(depth - 1));
        };
    }

    private Condition<Deal> present() {
        return switch (random.nextInt(5)) {
            case 0 -> client().isNull();
            case 1 -> client().isPresent();
            case 2 -> client().isAbsent();
            case 3 -> Deal_.client.eq(Deal_.broker);
            default -> Deal_.client.ne(Deal_.broker);
        };
    }

    private Condition<Nation> nation() {
        return once(2) ? Nation_.code.ne(text()) : Nation_.clients.any(Client_.vip);
    }

    private Condition<Client> client(int depth) {
        if (depth <= 0) {
            return once(2) ? Client_.vip : Client_.rating.isNull();
        }
        return switch (random.nextInt(7)) {
            case 0 -> client(depth - 1).not();
            case 1 -> client(depth - 1).or(client(depth - 1));
            case 2 -> deals(depth).any(deal(depth - 1));
            case 3 -> deals(depth).none(deal(depth - 1));
            case 4 -> rating(depth).gt(random.nextInt(6));
            case 5 -> Client_.nation.to(nation());
            default -> Client_.name.lt(text());
        };
    }

    private Condition<DealLine> line(int depth) {
        return switch (random.nextInt(depth > 0 ? 4 : 2)) {
            case 0 -> DealLine_.quantity.gt(number());
            case 1 -> DealLine_.price.lt(number() / 4);
            case 2 -> DealLine_.deal.to(deal(depth - 1));
            default -> line(depth - 1).not();
        };
    }
}
