package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;
import io.fluxrecord.annotation.*;

class NoKey extends ActiveRecord<NoKey> { // error: [FLX001] bad.NoKey has no key: add an @Id field or implement UuidKey

    String name;
}
