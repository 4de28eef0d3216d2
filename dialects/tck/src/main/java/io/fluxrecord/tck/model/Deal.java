package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Many;
import io.fluxrecord.One;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.UpdatedAt;
import io.fluxrecord.Versioned;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Inverse;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a client buys, perhaps by way of another one. */
public class Deal extends ActiveRecord<Deal> implements SoftDeletable, Versioned, UpdatedAt {

    public @Id @Nullable Long id;
    public String state = "open";
    public @Nullable LocalDate day;

    @Column(precision = 12, scale = 2)
    public @Nullable BigDecimal total;

    public final One<Client> client = one();

    @Column(nullable = true)
    public final One<Client> broker = one();

    @Inverse("deal")
    public final Many<DealLine> lines = many();

    public Deal() {}

    public Deal(Client client) {
        this.client.set(client);
    }
}
