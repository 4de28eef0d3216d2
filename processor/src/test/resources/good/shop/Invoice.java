package shop;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.CreatedAt;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Sequence;
import io.fluxrecord.annotation.Table;

@Table(schema = "sales")
class Invoice extends ActiveRecord<Invoice> implements CreatedAt {

    @Id
    @Sequence(value = "invoice_numbers", block = 20)
    int number;

    String customer;
}
