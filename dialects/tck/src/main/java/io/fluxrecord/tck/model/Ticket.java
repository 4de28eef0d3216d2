package io.fluxrecord.tck.model;

import io.fluxrecord.Versioned;
import io.fluxrecord.annotation.ColumnName;
import io.fluxrecord.annotation.Table;

/** A mapped superclass, a mixin of a user's own, and columns with names of their own. */
@Table(value = "ticket", columns = @ColumnName(property = "version", column = "lock"))
public class Ticket extends Entity<Ticket> implements Tenanted, Versioned {

    public String subject = "";

    public Ticket() {}

    public Ticket(String subject) {
        this.subject = subject;
    }
}
