package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Table;
import org.jspecify.annotations.Nullable;

/** Names that are hard to quote: reserved words, spaces, quotes, dots, markers of parameters. */
@Table("select \"from\" where")
public class Select extends ActiveRecord<Select> implements SoftDeletable {

    @Column("Group")
    public @Id @Nullable Long group;

    @Column("order by 1 -- \"")
    public @Nullable String orderBy;

    @Column("a.b")
    public @Nullable String dotted;

    @Column("$1 ? :x")
    public @Nullable String marker;
}
