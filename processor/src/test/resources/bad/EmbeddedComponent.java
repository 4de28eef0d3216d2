package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;
import io.fluxrecord.annotation.*;
import io.fluxrecord.mapping.Converter;
import java.util.List;

class EmbeddedComponent extends ActiveRecord<EmbeddedComponent> implements UuidKey {

    @Embedded
    Lists lists; // error: [FLX021] bad.EmbeddedComponent.lists cannot embed component 'names' of bad.EmbeddedComponent.Lists, because no column stores a java.util.List<java.lang.Object>

    @Embedded
    Nested nested; // error: [FLX021] bad.EmbeddedComponent.nested cannot embed component 'inner' of bad.EmbeddedComponent.Nested, because it is @Embedded

    @Embedded
    Converted converted; // error: [FLX021] bad.EmbeddedComponent.converted cannot embed component 'text' of bad.EmbeddedComponent.Converted, because it is @Convert

    @Embedded
    Numbered numbered; // error: [FLX021] bad.EmbeddedComponent.numbered cannot embed component 'number' of bad.EmbeddedComponent.Numbered, because it is @Sequence

    record Lists(List<Object> names) {}

    record Numbered(@Sequence("s") long number) {}

    record Inner(int x) {}

    record Nested(@Embedded Inner inner) {}

    record Converted(@Convert(Text.class) String text) {}

    static class Text implements Converter<String, String> {

        @Override
        public String toDatabase(String value) {
            return value;
        }

        @Override
        public String fromDatabase(String stored) {
            return stored;
        }
    }
}
