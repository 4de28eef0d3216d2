package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;
import io.fluxrecord.annotation.*;

class TwoKeys extends ActiveRecord<TwoKeys> implements UuidKey {

    @Id
    Long number; // error: [FLX002] bad.TwoKeys.number is an @Id field of a model that implements UuidKey: remove @Id or UuidKey
}
