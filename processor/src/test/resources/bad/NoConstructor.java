package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;

class NoConstructor extends ActiveRecord<NoConstructor> implements UuidKey { // error: [FLX053] bad.NoConstructor needs a no-argument constructor that is not private and declares no checked exceptions

    NoConstructor(String name) {}
}

class PrivateConstructor extends ActiveRecord<PrivateConstructor> implements UuidKey { // error: [FLX053] bad.PrivateConstructor needs a no-argument constructor that is not private and declares no checked exceptions

    private PrivateConstructor() {}
}

class FailingConstructor extends ActiveRecord<FailingConstructor> implements UuidKey { // error: [FLX053] bad.FailingConstructor needs a no-argument constructor that is not private and declares no checked exceptions

    FailingConstructor() throws Exception {}
}
