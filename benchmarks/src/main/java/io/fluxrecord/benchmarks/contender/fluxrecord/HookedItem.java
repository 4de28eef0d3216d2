package io.fluxrecord.benchmarks.contender.fluxrecord;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.Timestamped;
import io.fluxrecord.Versioned;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Table;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The same row as {@link Item}, in a model with two hooks that do nothing. */
@Table("items")
public class HookedItem extends ActiveRecord<HookedItem> implements Timestamped, SoftDeletable, Versioned {

    public @Id @Nullable Long id;
    public int category;
    public String name = "";
    public @Column(precision = 12, scale = 2) BigDecimal price = BigDecimal.ZERO;
    public int inventory;

    @Override
    protected Mono<Void> beforeUpdate() {
        return Mono.empty();
    }

    @Override
    protected Mono<Void> afterUpdate() {
        return Mono.empty();
    }
}
