package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UpdatedAt;
import io.fluxrecord.annotation.ColumnName;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Table;
import org.jspecify.annotations.Nullable;

/** The time of the last update alone, in a column of another name and precision. */
@Table(columns = @ColumnName(property = "updatedAt", column = "set on", secondPrecision = 0))
public class Setting extends ActiveRecord<Setting> implements UpdatedAt {

    public @Id @Nullable String name;
    public int number;

    public Setting() {}

    public Setting(String name, int number) {
        this.name = name;
        this.number = number;
    }
}
