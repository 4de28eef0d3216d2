package io.fluxrecord.dialect.h2;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import org.jspecify.annotations.Nullable;

/** Text in columns of other types. */
class Named extends ActiveRecord<Named> {

    @Id(generated = false)
    int number;

    @Column(type = "JSON")
    @Nullable
    String json;

    @Column(type = "INTERVAL DAY TO SECOND")
    @Nullable
    String time;

    @Column(type = "INTERVAL YEAR TO MONTH")
    @Nullable
    String months;

    @Column(type = "UUID")
    @Nullable
    String uuid;

    @Column(type = "DATE")
    @Nullable
    String date;

    @Column(type = "TIMESTAMP(3) WITH TIME ZONE")
    @Nullable
    String moment;

    @Column(type = "DECFLOAT(20)")
    @Nullable
    String amount;

    @Column(type = "BOOLEAN")
    @Nullable
    String truth;

    @Column(type = "ENUM('a', 'it''s b')")
    @Nullable
    String label;

    @Column(type = "VARCHAR(9)", defaulted = true)
    @Nullable
    String text;

    Named() {}

    Named(int number) {
        this.number = number;
    }
}
