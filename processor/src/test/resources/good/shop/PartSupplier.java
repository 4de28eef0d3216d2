package shop;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.One;
import io.fluxrecord.annotation.Id;

class PartSupplier extends ActiveRecord<PartSupplier> {

    @Id
    final One<Part> part = one();

    @Id
    private final One<Supplier> supplier = one();

    One<Supplier> getSupplier() {
        return supplier;
    }
}
