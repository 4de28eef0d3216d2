package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;
import io.fluxrecord.annotation.*;

class UnmarkedSuperclass extends Unmarked<UnmarkedSuperclass> implements UuidKey {}

class Second extends Unmarked<Second> implements UuidKey {}

abstract class Unmarked<T extends Unmarked<T>> extends ActiveRecord<T> { // error: [FLX056] bad.Unmarked is a superclass of models and has columns: add @MappedSuperclass

    String name;
}

abstract class NoColumns<T extends NoColumns<T>> extends ActiveRecord<T> {}

class Fine extends NoColumns<Fine> implements UuidKey {}
