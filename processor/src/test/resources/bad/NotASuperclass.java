package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;
import io.fluxrecord.annotation.*;

@MappedSuperclass
abstract class NotASuperclass {} // error: [FLX058] bad.NotASuperclass is annotated @MappedSuperclass but is not an abstract class that extends ActiveRecord

@MappedSuperclass
class Concrete extends ActiveRecord<Concrete> implements UuidKey {} // error: [FLX058] bad.Concrete is annotated @MappedSuperclass but is not an abstract class that extends ActiveRecord
