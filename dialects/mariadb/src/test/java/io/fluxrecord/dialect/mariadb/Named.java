package io.fluxrecord.dialect.mariadb;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import org.jspecify.annotations.Nullable;

/** Text in columns of other types. */
class Named extends ActiveRecord<Named> {

    @Id(generated = false)
    int number;

    @Column(type = "date")
    @Nullable
    String date;

    @Column(type = "time(3)")
    @Nullable
    String time;

    @Column(type = "datetime(6)")
    @Nullable
    String dateTime;

    @Column(type = "timestamp")
    @Nullable
    String moment;

    @Column(type = "year")
    @Nullable
    String year;

    @Column(type = "double")
    @Nullable
    String amount;

    @Column(type = "inet6")
    @Nullable
    String address;

    @Column(type = "varchar(9)", defaulted = true)
    @Nullable
    String text;

    Named() {}

    Named(int number) {
        this.number = number;
    }
}
