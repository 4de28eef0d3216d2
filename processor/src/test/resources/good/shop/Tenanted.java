package shop;

import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.On;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.Attribute;
import reactor.core.publisher.Mono;

public interface Tenanted extends Audited {

    @Column(value = "tenant", length = 20, nullable = false)
    Attribute<String> TENANT_ID = Attribute.of(String.class);

    @On(Lifecycle.BEFORE_INSERT)
    default Mono<Void> stampTenant() {
        return Mono.fromRunnable(() -> TENANT_ID.set(this, "t1"));
    }
}
