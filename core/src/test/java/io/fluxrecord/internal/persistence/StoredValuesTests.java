package io.fluxrecord.internal.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.dialect.PlainDialect;
import io.fluxrecord.generated.Role;
import io.fluxrecord.generated.RowReader;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.sql.SqlType;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

/** Which values count as those of the row, in dialects that differ from H2's. */
class StoredValuesTests {

    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-01-02T12:00:00Z");
    private static final OffsetDateTime NOON_IN_PARIS = OffsetDateTime.parse("2026-01-02T13:00:00+01:00");

    private final Mapping<Item> times =
            Item.mapping(Item.column("at", SqlType.TIMESTAMP_WITH_TIME_ZONE, Role.PLAIN), Item.key());

    /** A dialect whose timestamps come back in UTC. */
    private static final class WithoutOffsets extends PlainDialect {

        @Override
        public boolean keepsOffsets() {
            return false;
        }
    }

    private boolean settles(PlainDialect dialect, OffsetDateTime held, OffsetDateTime given) {
        Item item = Item.stored(times, new RowReader(times.generated(), dialect), held, 1L);
        item.value(0, given);
        boolean settles = new StoredValues(times, dialect).settles(times, item, 0);
        assertThat(item.value(0)).isEqualTo(settles ? held : given);
        return settles;
    }

    @Test
    void sameTimeWithAnotherOffsetIsAChangeWhereOffsetsAreKept() {
        assertThat(settles(new PlainDialect(), NOON, NOON_IN_PARIS)).isFalse();
        assertThat(settles(new WithoutOffsets(), NOON, NOON_IN_PARIS)).isTrue();
        assertThat(settles(new WithoutOffsets(), NOON, NOON_IN_PARIS.plusHours(1)))
                .isFalse();
    }

    @Test
    void valueThatIsNoTimeIsNoneWithAnotherOffset() {
        Mapping<Item> prices = Item.mapping(Item.column("price", SqlType.DECIMAL, Role.PLAIN), Item.key());
        PlainDialect dialect = new WithoutOffsets();
        Item item = Item.stored(prices, new RowReader(prices.generated(), dialect), BigDecimal.ONE, 1L);
        item.value(0, BigDecimal.TEN);
        assertThat(new StoredValues(prices, dialect).settles(prices, item, 0)).isFalse();
    }

    @Test
    void propertyThatRefusesTheValueOfTheRowIsChanged() {
        PlainDialect dialect = new PlainDialect();
        Item item = Item.stored(times, new RowReader(times.generated(), dialect), NOON, 1L);
        item.value(0, NOON.plusNanos(1));
        item.refuses = true;
        assertThat(new StoredValues(times, dialect).settles(times, item, 0)).isFalse();
        item.refuses = false;
        assertThat(new StoredValues(times, dialect).settles(times, item, 0)).isTrue();
    }

    @Test
    void keyThatIsRoundedIsAnotherArray() {
        Mapping<Item> mapping = Item.mapping(
                Item.name(),
                Item.column("a", SqlType.TIMESTAMP_WITH_TIME_ZONE, Role.KEY),
                Item.column("b", SqlType.TIMESTAMP_WITH_TIME_ZONE, Role.KEY));
        StoredValues stored = new StoredValues(mapping, new PlainDialect());
        Object[] key = {NOON.plusNanos(1), NOON.plusNanos(2)};
        assertThat(stored.key(key)).containsExactly(NOON, NOON);
        assertThat(key).containsExactly(NOON.plusNanos(1), NOON.plusNanos(2));
    }
}
