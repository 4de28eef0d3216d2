package io.fluxrecord.benchmarks.contender.raw;

import io.fluxrecord.benchmarks.contender.NewItem;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row as a plain object. */
public final class Item {

    public long id;
    public int category;
    public String name;
    public BigDecimal price;
    public int inventory;
    public long version;
    public Instant createdAt;
    public Instant updatedAt;
    public @Nullable Instant deletedAt;

    private Item(String name, BigDecimal price, Instant createdAt, Instant updatedAt) {
        this.name = name;
        this.price = price;
        this.createdAt = createdAt;
        this.updatedAt = updatedAt;
    }

    /** Return a new item, with all but its key. */
    static Item create(int number) {
        Instant now = now();
        Item item = new Item(NewItem.name(number), NewItem.PRICE, now, now);
        item.category = NewItem.CATEGORY;
        item.inventory = number;
        item.version = 1;
        return item;
    }

    /** Return the item of a row; the method is the mapping function that {@code Result.map} takes. */
    static Item read(Row row, RowMetadata metadata) {
        return read(row, value(row, 6, Instant.class), value(row, 7, Instant.class), row.get(8, Instant.class));
    }

    /** Return the item of a row whose times are in UTC, but do not say so. */
    static Item readLocal(Row row, RowMetadata metadata) {
        LocalDateTime deleted = row.get(8, LocalDateTime.class);
        return read(
                row,
                value(row, 6, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                value(row, 7, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                deleted == null ? null : deleted.toInstant(ZoneOffset.UTC));
    }

    private static Item read(Row row, Instant createdAt, Instant updatedAt, @Nullable Instant deletedAt) {
        Item item = new Item(value(row, 2, String.class), value(row, 3, BigDecimal.class), createdAt, updatedAt);
        item.id = value(row, 0, Long.class);
        item.category = value(row, 1, Integer.class);
        item.inventory = value(row, 4, Integer.class);
        item.version = value(row, 5, Long.class);
        item.deletedAt = deletedAt;
        return item;
    }

    /** Return the time as precisely as the columns keep it. */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static <T> T value(Row row, int index, Class<T> type) {
        return Objects.requireNonNull(row.get(index, type));
    }
}
