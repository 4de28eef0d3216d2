package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;
import io.fluxrecord.annotation.*;

class GenericModel<T> extends ActiveRecord<GenericModel<T>> implements UuidKey {} // error: [FLX050] bad.GenericModel is generic: a model has no type parameters; put them on an abstract @MappedSuperclass
