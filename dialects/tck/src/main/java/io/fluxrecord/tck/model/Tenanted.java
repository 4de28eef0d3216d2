package io.fluxrecord.tck.model;

import io.fluxrecord.Attribute;
import io.fluxrecord.annotation.On;
import io.fluxrecord.lifecycle.Lifecycle;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A mixin of a user's own: a column, and a hook that fills it from the Reactor Context. */
public interface Tenanted {

    Attribute<String> TENANT_ID = Attribute.of(String.class);

    default @Nullable String getTenantId() {
        return TENANT_ID.get(this);
    }

    default void setTenantId(@Nullable String tenantId) {
        TENANT_ID.set(this, tenantId);
    }

    @On(Lifecycle.BEFORE_INSERT)
    default Mono<Void> stampTenant() {
        return Mono.deferContextual(context -> Mono.fromRunnable(() -> setTenantId(context.get("tenant"))));
    }
}
