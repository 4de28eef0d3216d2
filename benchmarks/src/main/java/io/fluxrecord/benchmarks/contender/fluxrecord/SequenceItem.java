package io.fluxrecord.benchmarks.contender.fluxrecord;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.Timestamped;
import io.fluxrecord.Versioned;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Sequence;
import io.fluxrecord.annotation.Table;
import io.fluxrecord.benchmarks.contender.NewItem;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The same row as {@link Item}, whose key is drawn before the insert. */
@Table("items")
public class SequenceItem extends ActiveRecord<SequenceItem> implements Timestamped, SoftDeletable, Versioned {

    public @Id @Sequence("items_id_seq") @Nullable Long id;
    public int category = NewItem.CATEGORY;
    public String name = "";
    public @Column(precision = 12, scale = 2) BigDecimal price = NewItem.PRICE;
    public int inventory;

    public SequenceItem() {}

    SequenceItem(int number) {
        name = NewItem.name(number);
        inventory = number;
    }
}
