package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Sequence;
import io.fluxrecord.annotation.Table;
import org.jspecify.annotations.Nullable;

/** A sequence in a schema, whose name has backslashes and every kind of quotes, for a key that is no {@code Long}. */
@Table(schema = "annex")
public class Badge extends ActiveRecord<Badge> {

    public @Id @Sequence(value = "badge's \\ \"number\"\\", block = 3) @Nullable Integer number;
    public String holder = "";

    public Badge() {}

    public Badge(String holder) {
        this.holder = holder;
    }
}
