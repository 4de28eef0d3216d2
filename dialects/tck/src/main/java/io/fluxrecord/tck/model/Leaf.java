package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import org.jspecify.annotations.Nullable;

/** A composite key, a part of which the database has a default for. */
public class Leaf extends ActiveRecord<Leaf> {

    public @Id int book;

    @Id
    @Column(defaulted = true)
    public @Nullable Long number;

    public String text = "";

    public Leaf() {}

    public Leaf(int book, String text) {
        this.book = book;
        this.text = text;
    }
}
