package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;

class FinalField extends ActiveRecord<FinalField> implements UuidKey {

    static final String CONSTANT = "is no column";
    final String name = "Lamp"; // error: [FLX011] bad.FinalField.name is final: remove final; a record is filled after construction
}
