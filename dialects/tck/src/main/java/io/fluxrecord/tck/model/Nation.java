package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Many;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Inverse;
import org.jspecify.annotations.Nullable;

/** Where clients are; never marked as deleted. */
public class Nation extends ActiveRecord<Nation> {

    public @Id @Nullable Long id;
    public String code = "";

    @Inverse("nation")
    public final Many<Client> clients = many();

    public Nation() {}

    public Nation(String code) {
        this.code = code;
    }
}
