package shop;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.Timestamped;
import io.fluxrecord.UuidKey;
import io.fluxrecord.Versioned;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.ColumnName;
import io.fluxrecord.annotation.Table;
import io.fluxrecord.annotation.Transient;
import java.math.BigDecimal;
import java.util.List;
import reactor.core.publisher.Mono;

@Table(value = "products", columns = @ColumnName(property = "createdAt", column = "created"))
public class Product extends ActiveRecord<Product> implements UuidKey, Timestamped, SoftDeletable, Versioned {

    static final int LIMIT = 100;

    @Column(length = 80, nullable = false, unique = true)
    String name;

    @Column(precision = 12, scale = 2)
    BigDecimal price;

    int inventory;
    Status status;
    private boolean active;
    transient List<String> cache;

    @Transient
    List<String> notes;

    public boolean isActive() {
        return active;
    }

    public void setActive(boolean active) {
        this.active = active;
    }

    @Override
    protected Mono<Void> beforeSave() {
        return Mono.empty();
    }

    enum Status {
        DRAFT,
        SOLD {
            @Override
            public String toString() {
                return "gone";
            }
        }
    }
}
