package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Many;
import io.fluxrecord.One;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Inverse;
import org.jspecify.annotations.Nullable;

/** Who has deals. */
public class Client extends ActiveRecord<Client> implements SoftDeletable {

    public @Id @Nullable Long id;
    public String name = "";
    public @Nullable Integer rating;
    public boolean vip;
    public final One<Nation> nation = one();

    @Inverse("client")
    public final Many<Deal> deals = many();

    public Client() {}

    public Client(String name, Nation nation) {
        this.name = name;
        this.nation.set(nation);
    }
}
