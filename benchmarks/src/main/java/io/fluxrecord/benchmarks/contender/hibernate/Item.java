package io.fluxrecord.benchmarks.contender.hibernate;

import io.fluxrecord.benchmarks.contender.NewItem;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.SQLRestriction;

/** A row of items as an entity that reads leave out when it is marked as deleted. */
@Entity
@Table(name = "items")
@SQLRestriction("deleted_at is null")
public class Item extends Columns {

    static Item create(int number) {
        Item item = new Item();
        item.name = NewItem.name(number);
        item.inventory = number;
        return item;
    }
}
