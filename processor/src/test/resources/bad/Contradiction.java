package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;
import io.fluxrecord.annotation.*;
import io.fluxrecord.Attribute;
import io.fluxrecord.mapping.Converter;

class Contradiction extends ActiveRecord<Contradiction> implements UuidKey, Constants {

    @Column("x")
    static int counter; // error: [FLX018] bad.Contradiction.counter is @Column but static or transient: remove the one or the other

    @Embedded
    transient Point cached; // error: [FLX018] bad.Contradiction.cached is @Embedded but static or transient: remove the one or the other

    @Transient
    @Convert(Text.class)
    Point unsaved; // error: [FLX018] bad.Contradiction.unsaved is @Convert but static or transient: remove the one or the other

    @Embedded
    @Convert(Text.class)
    Point converted; // error: [FLX018] bad.Contradiction.converted is both @Embedded and @Convert: remove one of them

    @Embedded
    @Column("y")
    Point named; // error: [FLX018] bad.Contradiction.named is both @Embedded and @Column: annotate the components, or rename columns with @Table(columns)

    @Embedded
    @Sequence("s")
    Point numbered; // error: [FLX018] bad.Contradiction.numbered is both @Embedded and @Sequence: remove one of them

    @Sequence("s")
    static long last; // error: [FLX018] bad.Contradiction.last is @Sequence but static or transient: remove the one or the other

    @Column(json = true)
    @Convert(Number.class)
    Point number; // error: [FLX018] bad.Contradiction.number is @Column(json = true) but its converter does not make text: let it convert to String, or remove it

    record Point(int x) {}

    static class Number implements Converter<Point, Integer> {

        @Override
        public Integer toDatabase(Point value) {
            return value.x();
        }

        @Override
        public Point fromDatabase(Integer stored) {
            return new Point(stored);
        }
    }

    static class Text implements Converter<Point, String> {

        @Override
        public String toDatabase(Point value) {
            return "";
        }

        @Override
        public Point fromDatabase(String stored) {
            return new Point(0);
        }
    }
}

interface Constants {

    @Sequence("s")
    Attribute<Long> SERIAL = Attribute.of(Long.class); // error: [FLX018] bad.Constants.SERIAL is an attribute and cannot be @Sequence: remove the annotation

    @Id
    Attribute<String> KEY = Attribute.of(String.class); // error: [FLX018] bad.Constants.KEY is an attribute and cannot be @Id: remove the annotation
}
