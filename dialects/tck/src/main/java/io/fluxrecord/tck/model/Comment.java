package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.UuidKey;

/** A comment that can be taken back: soft delete, without a version. */
public class Comment extends ActiveRecord<Comment> implements UuidKey, SoftDeletable {

    public String body = "";

    public Comment() {}

    public Comment(String body) {
        this.body = body;
    }
}
