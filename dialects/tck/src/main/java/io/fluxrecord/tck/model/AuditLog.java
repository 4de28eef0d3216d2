package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Id;
import org.jspecify.annotations.Nullable;

/** What the hooks of others write. */
public class AuditLog extends ActiveRecord<AuditLog> {

    public @Id @Nullable Long id;
    public String action = "";
    public @Nullable Long subject;

    public AuditLog() {}

    public AuditLog(String action, @Nullable Long subject) {
        this.action = action;
        this.subject = subject;
    }
}
