package io.fluxrecord.benchmarks.contender.micronaut;

import io.fluxrecord.benchmarks.contender.NewItem;
import io.micronaut.data.annotation.MappedEntity;

/** A row of items as an entity. */
@MappedEntity("items")
public class Item extends Columns {

    static Item create(int number) {
        Item item = new Item();
        item.setName(NewItem.name(number));
        item.setInventory(number);
        return item;
    }
}
