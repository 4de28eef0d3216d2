package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Convert;
import io.fluxrecord.annotation.Embedded;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.mapping.Converter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Objects that are stored as JSON: a record, lists, maps, scalars, those of mixins and embedded values. */
public class Dashboard extends ActiveRecord<Dashboard> implements Pinned {

    public @Id @Nullable Long id;

    @Column(json = true)
    public @Nullable Layout layout;

    @Column(json = true)
    public @Nullable List<Widget> widgets;

    @Column(json = true)
    public @Nullable Map<String, Object> options;

    @Column(json = true)
    public int columns;

    @Column(json = true)
    public @Nullable Shade shade;

    @Column(json = true)
    public int @Nullable [] widths;

    @Column(json = true)
    public @Nullable List<ZonedDateTime> visits;

    @Column(json = true)
    public @Nullable OffsetDateTime opened;

    @Embedded
    public @Nullable View view;

    /** Text, as it was written before there were objects. */
    @Convert(Words.class)
    @Column(json = true)
    public @Nullable Set<String> words;

    @Column(json = true, defaulted = true)
    private @Nullable Map<String, Layout> layouts;

    public @Nullable Map<String, Layout> getLayouts() {
        return layouts;
    }

    public void setLayouts(@Nullable Map<String, Layout> layouts) {
        this.layouts = layouts;
    }

    public enum Shade {
        LIGHT,
        DARK
    }

    public record Layout(
            int rows, @Nullable String title, @Nullable Instant changed) {}

    /** Can be changed in place. */
    public static class Widget {
        public String name = "";
        public @Nullable List<Integer> at;

        public Widget() {}

        public Widget(String name, Integer... at) {
            this.name = name;
            this.at = List.of(at);
        }
    }

    public record View(
            @Nullable String name,
            @Column(json = true) @Nullable List<String> filters) {}

    public static final class Words implements Converter<Set<String>, String> {

        @Override
        public String toDatabase(Set<String> words) {
            return "["
                    + String.join(
                            ",", words.stream().map(word -> '"' + word + '"').toList()) + "]";
        }

        @Override
        public Set<String> fromDatabase(String stored) {
            Set<String> words = new TreeSet<>();
            for (String word : stored.replaceAll("[\\[\\]\"\\s]", "").split(",", -1)) {
                words.add(word);
            }
            return words;
        }
    }
}
