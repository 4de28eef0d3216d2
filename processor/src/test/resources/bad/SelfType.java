package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;
import io.fluxrecord.annotation.*;

class SelfType extends ActiveRecord<Sibling> implements UuidKey {} // error: [FLX054] bad.SelfType extends ActiveRecord<bad.Sibling>: write ActiveRecord<SelfType>

class Sibling extends ActiveRecord<Sibling> implements UuidKey {}

@SuppressWarnings("rawtypes")
class RawSelf extends ActiveRecord implements UuidKey {} // error: [FLX054] bad.RawSelf extends a raw ActiveRecord: write ActiveRecord<RawSelf>
