package io.fluxrecord.examples.model;

import io.fluxrecord.annotation.On;
import io.fluxrecord.lifecycle.Lifecycle;
import reactor.core.publisher.Mono;

/**
 * A mixin of our own: whatever happens to the record is written to the audit trail, in the same transaction, so that
 * there is never one without the other.
 */
public interface Audited {

    @On(Lifecycle.AFTER_INSERT)
    default Mono<AuditLog> auditInsert() {
        return new AuditLog(this, "insert").save();
    }

    @On(Lifecycle.AFTER_UPDATE)
    default Mono<AuditLog> auditUpdate() {
        return new AuditLog(this, "update").save();
    }

    @On(Lifecycle.AFTER_DELETE)
    default Mono<AuditLog> auditDelete() {
        return new AuditLog(this, "delete").save();
    }

    @On(Lifecycle.AFTER_RESTORE)
    default Mono<AuditLog> auditRestore() {
        return new AuditLog(this, "restore").save();
    }
}
