package shop;

import io.fluxrecord.annotation.On;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.Attribute;

interface Audited {

    Attribute<Integer> SAVES = Attribute.of(Integer.class);

    @On({Lifecycle.BEFORE_INSERT, Lifecycle.BEFORE_UPDATE})
    default void countSave() {
        Integer saves = SAVES.get(this);
        SAVES.set(this, saves == null ? 1 : saves + 1);
    }
}
