package io.fluxrecord.examples.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Timestamped;
import io.fluxrecord.Versioned;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Table;
import io.fluxrecord.lifecycle.Decision;
import java.math.BigDecimal;
import java.time.LocalDate;
import reactor.core.publisher.Mono;

/** An order of TPC-H: versioned, audited, and with two rules of its own in its hooks. */
@Table("orders")
public class Order extends ActiveRecord<Order> implements Versioned, Timestamped, Audited {

    /** An order of more than this needs approval. */
    public static final BigDecimal APPROVAL_LIMIT = new BigDecimal("300000");

    /** The status of an order of which every item was delivered. */
    public static final String FILLED = "F";

    public @Id long orderKey;
    public long customerKey;
    public String status = "O";
    public LocalDate orderDate = LocalDate.EPOCH;
    public String priority = "";
    public String clerk = "";
    public boolean needsApproval;

    @Column(precision = 15, scale = 2)
    public BigDecimal totalPrice = BigDecimal.ZERO;

    /** Refuse a negative price; mark what needs approval. */
    @Override
    protected Mono<Decision> beforeSave() {
        if (totalPrice.signum() < 0) {
            return Mono.just(Decision.STOP);
        }
        needsApproval = totalPrice.compareTo(APPROVAL_LIMIT) > 0;
        return Mono.just(Decision.CONTINUE);
    }

    /** Keep filled orders: they are in the books. */
    @Override
    protected Mono<Decision> beforeDelete() {
        return Mono.just(status.equals(FILLED) ? Decision.STOP : Decision.CONTINUE);
    }
}
