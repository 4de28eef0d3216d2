package io.fluxrecord.examples.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Id;

/** A currency of ISO 4217, in use or historic. */
public class Currency extends ActiveRecord<Currency> {

    public @Id String code = "";
    public String name = "";

    /** Digits after the point; -1 where that makes no sense, as for gold. */
    public int fractionDigits;

    public Currency() {}

    public Currency(String code, String name, int fractionDigits) {
        this.code = code;
        this.name = name;
        this.fractionDigits = fractionDigits;
    }
}
