package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;
import io.fluxrecord.annotation.*;
import io.fluxrecord.Attribute;
import java.util.List;
import java.util.Optional;

class UnmappableType extends ActiveRecord<UnmappableType> implements UuidKey, Mixin {

    List<Object> list; // error: [FLX010] bad.UnmappableType.list has type java.util.List<java.lang.Object>, which no column stores: add @Column(json = true), @Convert with a converter, or @Transient
    Optional<String> optional; // error: [FLX010] bad.UnmappableType.optional has type java.util.Optional<java.lang.String>, which no column stores: add @Column(json = true), @Convert with a converter, or @Transient
    Point point; // error: [FLX010] bad.UnmappableType.point has type bad.UnmappableType.Point, which no column stores: add @Embedded, @Column(json = true), @Convert with a converter, or @Transient
    int[] numbers; // error: [FLX010] bad.UnmappableType.numbers has type int[], which no column stores: add @Column(json = true), @Convert with a converter, or @Transient
    UnmappableType parent; // error: [FLX010] bad.UnmappableType.parent has type bad.UnmappableType, which no column stores: add @Column(json = true), @Convert with a converter, or @Transient

    record Point(int x, int y) {}
}

interface Mixin {

    Attribute<Object> ANYTHING = Attribute.of(Object.class); // error: [FLX010] bad.Mixin.ANYTHING has type java.lang.Object, which no column stores: add @Convert with a converter, or let the attribute hold another type
}
