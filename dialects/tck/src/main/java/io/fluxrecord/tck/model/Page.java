package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Sequence;
import org.jspecify.annotations.Nullable;

/** A composite key, a part of which is from a sequence. */
public class Page extends ActiveRecord<Page> {

    public @Id int book;
    public @Id @Sequence("page_number") @Nullable Long number;
    public String text = "";

    public Page() {}

    public Page(int book, String text) {
        this.book = book;
        this.text = text;
    }
}
