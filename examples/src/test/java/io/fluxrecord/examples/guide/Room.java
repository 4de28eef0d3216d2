package io.fluxrecord.examples.guide;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Id;

// tag::audited[]
public class Room extends ActiveRecord<Room> implements Audited {

    @Id
    int number;

    int beds;
}
// end::audited[]
