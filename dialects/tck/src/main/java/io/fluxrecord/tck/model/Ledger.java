package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.Versioned;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import org.jspecify.annotations.Nullable;

/** Columns of which the database makes something, and columns that not every statement writes. */
public class Ledger extends ActiveRecord<Ledger> implements Versioned, SoftDeletable {

    public @Id @Nullable Long id;
    public String name = "";

    @Column(defaulted = true)
    public @Nullable Integer priority;

    @Column(defaulted = true, updatable = false, length = 20)
    public @Nullable String code;

    @Column(generated = true)
    public @Nullable Long label;

    @Column(insertable = false, length = 20)
    public @Nullable String note;

    @Column(updatable = false, length = 20)
    public @Nullable String author;

    @Column(insertable = false, updatable = false, length = 20)
    public @Nullable String origin;

    public Ledger() {}

    public Ledger(String name) {
        this.name = name;
    }
}
