package io.fluxrecord.examples.guide;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Id;

/** What hooks and listeners write. */
public class Note extends ActiveRecord<Note> {

    @Id
    Long id;

    String text = "";
    Long booking;

    Note() {}

    Note(String text, Long booking) {
        this.text = text;
        this.booking = booking;
    }
}
