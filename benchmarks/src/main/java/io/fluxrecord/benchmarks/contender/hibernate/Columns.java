package io.fluxrecord.benchmarks.contender.hibernate;

import io.fluxrecord.benchmarks.contender.NewItem;
import jakarta.persistence.Column;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.UpdateTimestamp;
import org.jspecify.annotations.Nullable;

/** The columns of items. Keys come from a sequence in blocks of 50, which is what Hibernate does best. */
@MappedSuperclass
public abstract class Columns {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "blocks")
    @SequenceGenerator(name = "blocks", sequenceName = "items_in_blocks", allocationSize = 50)
    public @Nullable Long id;

    public int category = NewItem.CATEGORY;
    public String name = "";
    public BigDecimal price = NewItem.PRICE;
    public int inventory;

    @Version
    public long version;

    @CreationTimestamp
    @Column(name = "created_at")
    public @Nullable Instant createdAt;

    @UpdateTimestamp
    @Column(name = "updated_at")
    public @Nullable Instant updatedAt;

    @Column(name = "deleted_at")
    public @Nullable Instant deletedAt;
}
