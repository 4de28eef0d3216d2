package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;
import io.fluxrecord.annotation.*;
import io.fluxrecord.lifecycle.Lifecycle;

class ClassHook extends ActiveRecord<ClassHook> implements UuidKey {

    @On(Lifecycle.AFTER_COMMIT)
    void announce() {} // error: [FLX041] @On is for mixin interfaces, and bad.ClassHook.announce() is in a class: override afterCommit() instead
}
