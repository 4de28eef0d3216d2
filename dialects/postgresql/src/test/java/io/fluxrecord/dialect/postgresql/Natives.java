package io.fluxrecord.dialect.postgresql;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Types that only PostgreSQL has. */
class Natives extends ActiveRecord<Natives> {

    @Id(generated = false)
    int number;

    @Column(type = "inet")
    @Nullable
    String address;

    @Column(type = "cidr")
    @Nullable
    String network;

    @Column(type = "macaddr")
    @Nullable
    String mac;

    @Column(type = "money")
    @Nullable
    String price;

    @Column(type = "bit(8)")
    @Nullable
    String bits;

    @Column(type = "bit varying(12)")
    @Nullable
    String someBits;

    @Column(type = "tsvector")
    @Nullable
    String words;

    @Column(type = "xml")
    @Nullable
    String xml;

    @Column(type = "citext")
    @Nullable
    String name;

    @Column(type = "int4range")
    @Nullable
    String range;

    @Column(type = "nummultirange")
    @Nullable
    String ranges;

    @Column(type = "interval")
    @Nullable
    String time;

    @Column(type = "varchar(3)")
    @Nullable
    String code;

    @Column(type = "json", json = true)
    @Nullable
    String json;

    @Column(type = "inet[]")
    String @Nullable [] addresses;

    @Column(type = "public.mpaa_rating[]")
    @Nullable
    List<String> ratings;

    @Column(type = "bigint[]")
    Integer @Nullable [] numbers;

    Natives() {}

    Natives(int number) {
        this.number = number;
    }
}
