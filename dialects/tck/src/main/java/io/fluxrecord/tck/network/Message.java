package io.fluxrecord.tck.network;

import java.util.function.Predicate;

/**
 * Hold one message on its way through a {@link FaultProxy}, as its {@link Framing} has read it. Immutable, as long as
 * the bytes are never written to that it was made of.
 *
 * @since 0.1
 */
public final class Message {

    /** The {@link #kind()} of a request to cancel a statement, which {@link FaultProxy#cancelRequests()} counts. */
    public static final String CANCEL = "cancel";

    private final Side from;
    private final String kind;
    private final String text;
    private final byte[] bytes;

    private Message(Side from, String kind, String text, byte[] bytes) {
        this.from = from;
        this.kind = kind;
        this.text = text;
        this.bytes = bytes;
    }

    /**
     * Make a message; for a {@link Framing}.
     *
     * @param from who has sent it
     * @param kind what the protocol calls it
     * @param text what a test may want to know of it, such as its SQL; may be empty
     * @param bytes the whole message as it was sent; not copied
     */
    public static Message of(Side from, String kind, String text, byte[] bytes) {
        return new Message(from, kind, text, bytes);
    }

    /** Match every message of either side. */
    public static Predicate<Message> any() {
        return message -> true;
    }

    /** Match every message of the client. */
    public static Predicate<Message> fromClient() {
        return message -> message.from == Side.CLIENT;
    }

    /** Match the messages of the client that are of this kind. */
    public static Predicate<Message> fromClient(String kind) {
        return fromClient(kind, "");
    }

    /** Match the messages of the client that are of this kind and whose text begins so. */
    public static Predicate<Message> fromClient(String kind, String textStart) {
        return fromClient().and(message -> message.is(kind, textStart));
    }

    /** Match every message of the server. */
    public static Predicate<Message> fromServer() {
        return message -> message.from == Side.SERVER;
    }

    /** Match the messages of the server that are of this kind. */
    public static Predicate<Message> fromServer(String kind) {
        return fromServer(kind, "");
    }

    /** Match the messages of the server that are of this kind and whose text begins so. */
    public static Predicate<Message> fromServer(String kind, String textStart) {
        return fromServer().and(message -> message.is(kind, textStart));
    }

    private boolean is(String wantedKind, String textStart) {
        return kind.equals(wantedKind) && text.startsWith(textStart);
    }

    /** Return who has sent it. */
    public Side from() {
        return from;
    }

    /**
     * Return what the protocol calls it: for PostgreSQL its letter, or {@code startup}, {@code ssl}, {@code cancel}.
     */
    public String kind() {
        return kind;
    }

    /** Return what the framing knows of its content, such as the SQL, the tag or the error; else an empty text. */
    public String text() {
        return text;
    }

    /** Return how many bytes it has. */
    public int size() {
        return bytes.length;
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return from + " " + kind + (text.isEmpty() ? "" : " " + text);
    }
}
