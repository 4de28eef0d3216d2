package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Id;

/** A key of text without a length. */
public class Ware extends ActiveRecord<Ware> {

    public @Id String code = "";

    public Ware() {}

    public Ware(String code) {
        this.code = code;
    }
}
