package io.fluxrecord.tck.model;

import io.fluxrecord.Attribute;
import io.fluxrecord.annotation.Column;
import org.jspecify.annotations.Nullable;

/** A mixin with an object. */
public interface Pinned {

    @Column(json = true)
    Attribute<Dashboard.Layout> PIN = Attribute.of(Dashboard.Layout.class);

    default Dashboard.@Nullable Layout getPin() {
        return PIN.get(this);
    }

    default void setPin(Dashboard.@Nullable Layout pin) {
        PIN.set(this, pin);
    }
}
