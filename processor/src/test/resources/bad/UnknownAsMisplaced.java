package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.*;
import io.fluxrecord.Attribute;
import io.fluxrecord.mapping.Converter;

class UnknownAsMisplaced extends ActiveRecord<UnknownAsMisplaced> implements MarkedUnknown {

    @Id
    @UnknownAs("OTHER")
    Kind key; // error: [FLX033] bad.UnknownAsMisplaced.key cannot be @UnknownAs("OTHER"), because it is a part of the key, and its row would not be found by another one: remove it

    @UnknownAs("ELSE")
    Kind missing; // error: [FLX033] bad.UnknownAsMisplaced.missing cannot be @UnknownAs("ELSE"), because bad.UnknownAsMisplaced.Kind has no such constant: name one of KNOWN, OTHER

    @UnknownAs("OTHER")
    String text; // error: [FLX033] bad.UnknownAsMisplaced.text cannot be @UnknownAs("OTHER"), because it is no enum: remove it

    @UnknownAs("OTHER")
    @Convert(Initial.class)
    Kind converted; // error: [FLX033] bad.UnknownAsMisplaced.converted cannot be @UnknownAs("OTHER"), because its converter reads it: let that decide, and remove it

    @UnknownAs("OTHER")
    @Transient
    Kind unstored; // error: [FLX018] bad.UnknownAsMisplaced.unstored is @UnknownAs but static or transient: remove the one or the other

    @UnknownAs("OTHER")
    @Embedded
    Part part; // error: [FLX018] bad.UnknownAsMisplaced.part is both @Embedded and @UnknownAs: annotate the components

    @Embedded
    Whole whole;

    enum Kind {
        KNOWN,
        OTHER;

        static final Kind ELSE = OTHER;
    }

    record Part(Kind kind) {}

    record Whole(
            @UnknownAs("MORE")
            Kind kind) {} // error: [FLX033] bad.UnknownAsMisplaced.Whole.kind cannot be @UnknownAs("MORE"), because bad.UnknownAsMisplaced.Kind has no such constant: name one of KNOWN, OTHER

    static class Initial implements Converter<Kind, String> {

        @Override
        public String toDatabase(Kind value) {
            return value.name();
        }

        @Override
        public Kind fromDatabase(String stored) {
            return Kind.valueOf(stored);
        }
    }
}

interface MarkedUnknown {

    @UnknownAs("OTHER")
    Attribute<Integer> NUMBER = Attribute.of(Integer.class); // error: [FLX033] bad.MarkedUnknown.NUMBER cannot be @UnknownAs("OTHER"), because it is no enum: remove it
}
