package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.UuidKey;
import io.fluxrecord.lifecycle.Decision;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** A user whose every change is logged, and who needs an address to be saved: a veto. */
public class User extends ActiveRecord<User> implements UuidKey, SoftDeletable {

    public String email = "";

    public User() {}

    public User(String email) {
        this.email = email;
    }

    @Override
    protected Publisher<?> beforeInsert() {
        return email.contains("@") ? Mono.empty() : Mono.just(Decision.STOP);
    }

    @Override
    protected Publisher<?> afterInsert() {
        return new AuditLog("user_insert", null).save();
    }

    @Override
    protected Publisher<?> afterUpdate() {
        return new AuditLog("user_update", null).save();
    }

    @Override
    protected Publisher<?> afterDelete() {
        return new AuditLog("user_delete", null).save();
    }

    @Override
    protected Publisher<?> afterRestore() {
        return new AuditLog("user_restore", null).save();
    }
}
