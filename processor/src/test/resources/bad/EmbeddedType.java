package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;
import io.fluxrecord.annotation.*;

class EmbeddedType extends ActiveRecord<EmbeddedType> implements UuidKey {

    @Embedded
    String text; // error: [FLX020] bad.EmbeddedType.text is @Embedded, but java.lang.String is not a Java record with components: make it one, or use @Convert

    @Embedded
    int number; // error: [FLX020] bad.EmbeddedType.number is @Embedded, but int is not a Java record with components: make it one, or use @Convert

    @Embedded
    Nothing nothing; // error: [FLX020] bad.EmbeddedType.nothing is @Embedded, but bad.EmbeddedType.Nothing is not a Java record with components: make it one, or use @Convert

    record Nothing() {}
}
