package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Timestamped;
import io.fluxrecord.annotation.Id;
import org.jspecify.annotations.Nullable;

/** An article that knows when it was written and last edited. */
public class Article extends ActiveRecord<Article> implements Timestamped {

    public @Id @Nullable Long id;
    public String title = "";

    public Article() {}

    public Article(String title) {
        this.title = title;
    }
}
