package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.One;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import org.jspecify.annotations.Nullable;

/** Refers to a model that refers to it. */
public class Realm extends ActiveRecord<Realm> {

    public @Id @Nullable Long id;

    @Column(nullable = true)
    public final One<Town> capital = one();
}
