package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;
import io.fluxrecord.annotation.*;

class ExtendedModel extends Parent {} // error: [FLX055] bad.ExtendedModel extends the model bad.Parent: models do not inherit from models; move what they share to an abstract @MappedSuperclass

class Parent extends ActiveRecord<Parent> implements UuidKey {}
