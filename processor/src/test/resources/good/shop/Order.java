package shop;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Table;
import io.fluxrecord.lifecycle.Decision;
import java.time.LocalDate;
import reactor.core.publisher.Mono;

@Table(value = "orders", schema = "sales")
public class Order extends ActiveRecord<Order> implements Tenanted {

    String customer;
    LocalDate placed;

    @Id
    Long id;

    @Override
    protected Mono<Decision> beforeDelete() {
        return Mono.just(Decision.STOP);
    }
}
