package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Convert;
import io.fluxrecord.annotation.Embedded;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.UnknownAs;
import io.fluxrecord.mapping.Converter;
import org.jspecify.annotations.Nullable;

/** A model that refuses some values. */
public class Parcel extends ActiveRecord<Parcel> {

    public @Id @Nullable Integer id;
    private int weight;
    public @Embedded @Nullable Size size;

    @Convert(Mark.AsText.class)
    public @Nullable Mark mark;

    @UnknownAs("RED")
    public @Nullable Color color;

    public int getWeight() {
        return weight;
    }

    public void setWeight(int weight) {
        if (weight < 0) {
            throw new IllegalArgumentException("a weight of " + weight);
        }
        this.weight = weight;
    }

    /** A value that is stored as text. */
    public record Mark(String text) {

        public static final class AsText implements Converter<Mark, String> {

            @Override
            public String toDatabase(Mark mark) {
                return mark.text();
            }

            @Override
            public Mark fromDatabase(String stored) {
                return new Mark(stored);
            }
        }
    }

    /** A value that checks itself. */
    public record Size(int width, int height, @Nullable Short depth) {

        public Size {
            if (width > height) {
                throw new IllegalStateException(width + " is more than " + height);
            }
        }
    }
}
