package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.One;
import io.fluxrecord.annotation.Id;
import org.jspecify.annotations.Nullable;

/** Refers to a model that refers to it. */
public class Town extends ActiveRecord<Town> {

    public @Id @Nullable Long id;
    public final One<Realm> realm = one();

    public Town() {}

    public Town(Realm realm) {
        this.realm.set(realm);
    }
}
