package io.fluxrecord.examples.guide;

import io.fluxrecord.annotation.On;
import io.fluxrecord.lifecycle.Lifecycle;
import reactor.core.publisher.Mono;

// tag::mixin[]
public interface Audited {

    @On(Lifecycle.AFTER_INSERT)
    default Mono<Note> noteInsert() {
        return new Note("inserted " + this, null).save();
    }

    @On({Lifecycle.AFTER_UPDATE, Lifecycle.AFTER_DELETE})
    default Mono<Note> noteChange() {
        return new Note("changed " + this, null).save();
    }
}
// end::mixin[]
