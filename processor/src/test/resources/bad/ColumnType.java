package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.*;
import java.util.UUID;

class ColumnType extends ActiveRecord<ColumnType> {

    @Id
    @Column(type = "integer DEFAULT 1")
    int id; // error: [FLX035] bad.ColumnType.id is @Column(type = "integer DEFAULT 1"), which is no more than text to put into SQL: write the name of a type, with a schema, quotes, numbers or labels in parentheses, or brackets if need be

    @Column(type = "text); DROP TABLE x")
    String statement; // error: [FLX035] bad.ColumnType.statement is @Column(type = "text); DROP TABLE x"), which is no more than text to put into SQL: write the name of a type, with a schema, quotes, numbers or labels in parentheses, or brackets if need be

    @Column(type = "mood -- ")
    String comment; // error: [FLX035] bad.ColumnType.comment is @Column(type = "mood -- "), which is no more than text to put into SQL: write the name of a type, with a schema, quotes, numbers or labels in parentheses, or brackets if need be

    @Column(type = " ")
    String blank; // error: [FLX035] bad.ColumnType.blank is @Column(type = " "), which is no more than text to put into SQL: write the name of a type, with a schema, quotes, numbers or labels in parentheses, or brackets if need be

    @Column(type = "enum('a;b')")
    String parted; // error: [FLX035] bad.ColumnType.parted is @Column(type = "enum('a;b')"), which is no more than text to put into SQL: write the name of a type, with a schema, quotes, numbers or labels in parentheses, or brackets if need be

    @Column(type = "\"mood")
    String open; // error: [FLX035] bad.ColumnType.open is @Column(type = ""mood"), which is no more than text to put into SQL: write the name of a type, with a schema, quotes, numbers or labels in parentheses, or brackets if need be

    @Column(type = "integer not null")
    String constrained; // error: [FLX035] bad.ColumnType.constrained is @Column(type = "integer not null"), which is no more than text to put into SQL: write the name of a type, with a schema, quotes, numbers or labels in parentheses, or brackets if need be

    @Column(type = "mpaa_rating")
    String named;

    @Column(type = "shop.\"Mood of \"\"day\"\"\"")
    String quoted;

    @Column(type = "double precision")
    String words;

    @Column(type = "timestamp(3) with time zone")
    String digits;

    @Column(type = "numeric(10, 2)[]")
    String[] array;

    @Column(type = "enum('not null', 'it''s', '')")
    String labels;

    @Column(type = "geometry(Point,4326)")
    String point;
}
