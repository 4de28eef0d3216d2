package bad;

import io.fluxrecord.ReadOnlyRecord;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.UuidKey;
import org.reactivestreams.Publisher;

class ReadOnly extends ReadOnlyRecord<ReadOnly> implements SoftDeletable { // error: [FLX018] bad.ReadOnly is a ReadOnlyRecord and implements SoftDeletable: map its column to a field

    String name;
}

class WithKey extends ReadOnlyRecord<WithKey> implements UuidKey { // error: [FLX018] bad.WithKey is a ReadOnlyRecord and implements UuidKey: map its column to a field

    String name;
}

class WithHook extends ReadOnlyRecord<WithHook> { // error: [FLX018] bad.WithHook is a ReadOnlyRecord and overrides beforeSave(), which is never called: remove it

    String name;

    @Override
    protected Publisher<?> beforeSave() {
        return null;
    }
}

class OfAnother extends ReadOnlyRecord<ReadOnly> { // error: [FLX054] bad.OfAnother extends ReadOnlyRecord<bad.ReadOnly>: write ReadOnlyRecord<OfAnother>

    String name;
}
