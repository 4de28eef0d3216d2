package io.fluxrecord.tck.network;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.IntUnaryOperator;

/**
 * One message on its way from side to side, and what the rules have decided about it. Only for the thread of its side.
 */
final class Crossing {

    private final Link link;
    private final Message message;
    private final long arrived;
    private long due;
    private boolean dropped;
    private IntUnaryOperator piece = IntUnaryOperator.identity();

    Crossing(Link link, Message message, long arrived) {
        this.link = link;
        this.message = message;
        this.arrived = arrived;
        this.due = arrived;
    }

    Link link() {
        return link;
    }

    Message message() {
        return message;
    }

    /** The time to go on, as of {@link System#nanoTime()}. */
    long due() {
        return due;
    }

    boolean dropped() {
        return dropped;
    }

    /** Of several delays the longest counts. */
    void delay(Duration delay) {
        long later = arrived + delay.toNanos();
        if (later - due > 0) {
            due = later;
        }
    }

    void drop() {
        dropped = true;
    }

    /** Tell how many bytes go next when so many are left. */
    void split(IntUnaryOperator nextPiece) {
        piece = nextPiece;
    }

    void write(OutputStream out) throws IOException {
        byte[] bytes = message.bytes();
        int written = 0;
        while (written < bytes.length) {
            int size = piece.applyAsInt(bytes.length - written);
            out.write(bytes, written, size);
            written += size;
        }
    }
}
