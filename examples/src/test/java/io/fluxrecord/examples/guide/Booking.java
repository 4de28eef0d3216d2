package io.fluxrecord.examples.guide;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.lifecycle.Decision;
import reactor.core.publisher.Mono;

// tag::hooks[]
public class Booking extends ActiveRecord<Booking> implements SoftDeletable {

    @Id
    Long id;

    String guest = "";
    int nights;

    Booking() {}

    Booking(String guest, int nights) {
        this.guest = guest;
        this.nights = nights;
    }

    /** Changes made here are in the statement. */
    @Override
    protected Mono<Void> beforeSave() {
        guest = guest.strip();
        return Mono.empty();
    }

    /** A veto: STOP means that nothing is written. */
    @Override
    protected Mono<Decision> beforeInsert() {
        return Mono.just(nights > 0 ? Decision.CONTINUE : Decision.STOP);
    }

    /** The generated key is there; the note is written in the same transaction. */
    @Override
    protected Mono<Void> afterInsert() {
        return new Note("booked", id).save().then();
    }

    /** A veto that asks the database first. */
    @Override
    protected Mono<Decision> beforeDelete() {
        return Note_.query()
                .where(Note_.booking.eq(id), Note_.text.eq("paid"))
                .exists()
                .map(paid -> paid ? Decision.STOP : Decision.CONTINUE);
    }
}
// end::hooks[]
