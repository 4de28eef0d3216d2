package io.fluxrecord.benchmarks.contender;

import io.fluxrecord.benchmarks.database.ItemDatabase;
import java.math.BigDecimal;

/** The values of an item that is to be inserted, the same from every contender. */
public final class NewItem {

    /** Where inserted items go, so that they can be counted and removed. */
    public static final int CATEGORY = ItemDatabase.INSERTED;

    public static final BigDecimal PRICE = new BigDecimal("19.99");

    private NewItem() {}

    /** Return the name of the item with a number. */
    public static String name(int number) {
        return "Lamp " + number;
    }
}
