package io.fluxrecord.benchmarks.contender.spring;

import io.fluxrecord.benchmarks.contender.NewItem;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A row of items as an entity: a public class with accessors, for which Spring generates bytecode that sets and gets
 * without reflection. Columns are named, since for H2 names that are made up would be in upper case.
 */
@Table("items")
public class Item {

    @Column("id")
    private @Id @Nullable Long id;

    @Column("category")
    private int category = NewItem.CATEGORY;

    @Column("name")
    private String name = "";

    @Column("price")
    private BigDecimal price = NewItem.PRICE;

    @Column("inventory")
    private int inventory;

    @Column("version")
    private @Version long version;

    @Column("created_at")
    private @CreatedDate @Nullable Instant createdAt;

    @Column("updated_at")
    private @LastModifiedDate @Nullable Instant updatedAt;

    @Column("deleted_at")
    private @Nullable Instant deletedAt;

    public Item() {}

    static Item create(int number) {
        Item item = new Item();
        item.name = NewItem.name(number);
        item.inventory = number;
        return item;
    }

    public @Nullable Long getId() {
        return id;
    }

    public void setId(@Nullable Long id) {
        this.id = id;
    }

    public int getCategory() {
        return category;
    }

    public void setCategory(int category) {
        this.category = category;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public BigDecimal getPrice() {
        return price;
    }

    public void setPrice(BigDecimal price) {
        this.price = price;
    }

    public int getInventory() {
        return inventory;
    }

    public void setInventory(int inventory) {
        this.inventory = inventory;
    }

    public long getVersion() {
        return version;
    }

    public void setVersion(long version) {
        this.version = version;
    }

    public @Nullable Instant getCreatedAt() {
        return createdAt;
    }

    public void setCreatedAt(@Nullable Instant createdAt) {
        this.createdAt = createdAt;
    }

    public @Nullable Instant getUpdatedAt() {
        return updatedAt;
    }

    public void setUpdatedAt(@Nullable Instant updatedAt) {
        this.updatedAt = updatedAt;
    }

    public @Nullable Instant getDeletedAt() {
        return deletedAt;
    }

    public void setDeletedAt(@Nullable Instant deletedAt) {
        this.deletedAt = deletedAt;
    }
}
