package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.CreatedAt;
import io.fluxrecord.annotation.ColumnName;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The time of the insert alone, in a column of another name and precision. */
@Table(columns = @ColumnName(property = "createdAt", column = "made on", secondPrecision = 3))
public class Remark extends ActiveRecord<Remark> implements CreatedAt {

    public @Id @Nullable Long id;
    public String text = "";
    public @Nullable Instant readAt;

    public Remark() {}

    public Remark(String text) {
        this.text = text;
    }
}
