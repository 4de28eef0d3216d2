package shop;

import common.Named;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.UpdatedAt;
import io.fluxrecord.annotation.ColumnName;
import io.fluxrecord.annotation.Table;

@Table(columns = @ColumnName(property = "name", column = "supplier_name"))
public class Supplier extends Named<Supplier, Supplier.Kind> implements UpdatedAt, SoftDeletable {

    String city;

    protected Supplier() {}

    public enum Kind {
        LOCAL,
        FOREIGN
    }
}
