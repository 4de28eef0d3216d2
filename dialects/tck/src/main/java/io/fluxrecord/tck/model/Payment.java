package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Versioned;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Sequence;
import org.jspecify.annotations.Nullable;

/** One of many that come in at once: a key from a sequence, of which a round trip fetches fifty. */
public class Payment extends ActiveRecord<Payment> implements Versioned {

    public @Id @Sequence("payment_id_seq") @Nullable Long id;

    @Column(unique = true)
    public String reference = "";

    public Payment() {}

    public Payment(String reference) {
        this.reference = reference;
    }
}
