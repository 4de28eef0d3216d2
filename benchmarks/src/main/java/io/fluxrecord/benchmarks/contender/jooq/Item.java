package io.fluxrecord.benchmarks.contender.jooq;

import io.fluxrecord.benchmarks.contender.NewItem;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A row as a plain object, made by {@code Records.mapping}. */
public final class Item {

    public @Nullable Long id;
    public int category;
    public String name;
    public BigDecimal price;
    public int inventory;
    public long version;
    public Instant createdAt;
    public Instant updatedAt;
    public @Nullable Instant deletedAt;

    Item(
            @Nullable Long id,
            int category,
            String name,
            BigDecimal price,
            int inventory,
            long version,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant deletedAt) {
        this.id = id;
        this.category = category;
        this.name = name;
        this.price = price;
        this.inventory = inventory;
        this.version = version;
        this.createdAt = createdAt;
        this.updatedAt = updatedAt;
        this.deletedAt = deletedAt;
    }

    static Item create(int number) {
        Instant now = now();
        return new Item(null, NewItem.CATEGORY, NewItem.name(number), NewItem.PRICE, number, 1, now, now, null);
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
