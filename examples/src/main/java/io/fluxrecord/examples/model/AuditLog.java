package io.fluxrecord.examples.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Timestamped;
import io.fluxrecord.UuidKey;
import reactor.core.publisher.Flux;

/** A line of the audit trail. Its keys sort by time, so the trail can be read in the order of its keys. */
public class AuditLog extends ActiveRecord<AuditLog> implements UuidKey, Timestamped {

    /** The model and key of the record: {@code Order[7]}. */
    public String subject = "";

    public String action = "";

    public AuditLog() {}

    AuditLog(Audited record, String action) {
        this.subject = record.toString();
        this.action = action;
    }

    /** Emit what was done to a record, oldest first. */
    public static Flux<String> trail(String subject) {
        return AuditLog_.query()
                .where(AuditLog_.subject.eq(subject))
                .orderBy(AuditLog_.id.asc())
                .all()
                .map(line -> line.action);
    }
}
