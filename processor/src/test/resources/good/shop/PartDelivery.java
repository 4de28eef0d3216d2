package shop;

import io.fluxrecord.One;
import io.fluxrecord.ReadOnlyRecord;

class PartDelivery extends ReadOnlyRecord<PartDelivery> {

    final One<PartOrder> order = one();
    final One<OrderLine> line = one();
}
