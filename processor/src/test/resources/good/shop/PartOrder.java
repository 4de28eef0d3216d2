package shop;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Many;
import io.fluxrecord.One;
import io.fluxrecord.Versioned;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.ColumnName;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Inverse;
import io.fluxrecord.annotation.Table;
import java.util.UUID;

@Table(
        columns = {
            @ColumnName(property = "partSupplierPartCode", column = "part_code"),
            @ColumnName(property = "partSupplierSupplierId", column = "supplier_id")
        })
class PartOrder extends ActiveRecord<PartOrder> implements Versioned {

    @Id
    final One<Order> order = one();

    @Id
    int number;

    final One<PartSupplier> partSupplier = one();
    final One<Part> part = one();
    UUID supplierId;
    long orderId;

    @Column(value = "seen_by", nullable = true, unique = true, updatable = false)
    final One<Product> seen = one();

    @Inverse("order")
    final Many<PartDelivery> deliveries = many();
}
