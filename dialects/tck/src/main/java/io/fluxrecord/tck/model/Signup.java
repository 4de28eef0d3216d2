package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import org.jspecify.annotations.Nullable;

/** A key that the database generates as it inserts, and a column that may refuse the row. */
public class Signup extends ActiveRecord<Signup> {

    public @Id @Nullable Integer id;

    @Column(unique = true)
    public String email = "";

    public Signup() {}

    public Signup(String email) {
        this.email = email;
    }
}
