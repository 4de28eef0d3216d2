package io.fluxrecord.examples.guide;

// tag::model[]
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Timestamped;
import io.fluxrecord.UuidKey;
import io.fluxrecord.Versioned;

@JsonIgnoreProperties(
        value = {"id", "version", "createdAt", "updatedAt"}, // written, and never read from a body
        allowGetters = true)
public class Offer extends ActiveRecord<Offer> implements UuidKey, Versioned, Timestamped {

    @JsonProperty
    String title = "";

    int costs; // never in a body

    Offer() {}
}
// end::model[]
