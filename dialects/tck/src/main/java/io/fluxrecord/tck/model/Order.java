package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Timestamped;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.lifecycle.Decision;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * An order that needs approval, leaves an audit trail and refuses to be deleted: hooks. Its table is a reserved word.
 */
public class Order extends ActiveRecord<Order> implements Timestamped {

    private static final BigDecimal LIMIT = new BigDecimal("1000");

    public @Id @Nullable Long id;
    public BigDecimal amount = BigDecimal.ZERO;
    public String status = "pending";

    public Order() {}

    public Order(BigDecimal amount) {
        this.amount = amount;
    }

    @Override
    protected Mono<Void> beforeSave() {
        if (amount.compareTo(LIMIT) > 0) {
            status = "requires_approval";
        }
        return Mono.empty();
    }

    @Override
    protected Mono<Void> afterSave() {
        return new AuditLog("order_save", id).save().then();
    }

    /** Orders are archived, never deleted. */
    @Override
    protected Mono<Decision> beforeDelete() {
        status = "archived";
        return save().thenReturn(Decision.STOP);
    }
}
