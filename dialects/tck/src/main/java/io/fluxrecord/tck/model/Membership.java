package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Id;

/** Nothing but a key of two columns, as a join table has: there is nothing that an update could write. */
public class Membership extends ActiveRecord<Membership> {

    public @Id long person;
    public @Id long club;

    public Membership() {}

    public Membership(long person, long club) {
        this.person = person;
        this.club = club;
    }
}
