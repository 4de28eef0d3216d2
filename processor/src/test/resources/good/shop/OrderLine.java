package shop;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Versioned;
import io.fluxrecord.annotation.Id;

class OrderLine extends ActiveRecord<OrderLine> implements Versioned {

    @Id
    long orderId;

    @Id
    Kind kind;

    private short amount;

    short amount() {
        return amount;
    }

    void setAmount(short amount) {
        this.amount = amount;
    }

    enum Kind {
        GOODS,
        SHIPPING
    }
}
