package io.fluxrecord.examples.guide;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Id;
import reactor.core.publisher.Mono;

// tag::recursion[]
public class Invoice extends ActiveRecord<Invoice> {

    @Id
    Long id;

    String number = "";

    @Override
    protected Mono<Void> afterSave() {
        if (number.isEmpty()) {
            number = "INV-" + id;
        }
        return save().then(); // an UPDATE if the number is new, and no hooks: this is part of the save under way
    }
}
// end::recursion[]
