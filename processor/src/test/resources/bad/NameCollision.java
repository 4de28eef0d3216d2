package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;

class NameCollision extends ActiveRecord<NameCollision> implements UuidKey {} // error: [FLX059] bad.NameCollision cannot have its generated class bad.NameCollision_, because a class of the sources has that name: rename one of them

class NameCollision_ {}

class Outer {

    static class Inner extends ActiveRecord<Inner> implements UuidKey {}
}

class Outer_Inner extends ActiveRecord<Outer_Inner> implements UuidKey {} // error: [FLX059] bad.Outer_Inner cannot have its generated class bad.Outer_Inner_, because the class generated for bad.Outer.Inner has that name: rename one of them
