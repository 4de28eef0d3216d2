package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Sequence;

/** A primitive key from a sequence that can outgrow it. */
public class Locker extends ActiveRecord<Locker> {

    public @Id @Sequence(value = "locker_number_seq", block = 2) short number;
    public boolean taken;
}
