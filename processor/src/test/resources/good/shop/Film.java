package shop;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.*;

/** Types of the database that columns name, and labels. */
class Film extends ActiveRecord<Film> {

    enum Rating {
        G,
        @Label("PG-13 \"é\"")
        PG_13
    }

    @Id
    @Column(type = "\"mpaa rating\"")
    Rating rating;

    @UnknownAs("PG_13")
    Rating other;

    @Column(type = "mpaa_rating")
    Rating ofDatabase;

    @Column(type = "inet")
    String address;

    @Column(type = "mpaa_rating[]")
    String[] all;

    @Column(json = true, type = "json")
    String json;

    @Column(type = "int8")
    int number;
}
