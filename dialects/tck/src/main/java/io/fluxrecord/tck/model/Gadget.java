package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.Timestamped;
import io.fluxrecord.UuidKey;
import io.fluxrecord.Versioned;

/** All mixins again, in another order. */
public class Gadget extends ActiveRecord<Gadget> implements Versioned, SoftDeletable, Timestamped, UuidKey {

    public String name = "";

    public Gadget() {}

    public Gadget(String name) {
        this.name = name;
    }
}
