package io.fluxrecord.tck.network;

import java.util.function.Predicate;

/**
 * Name the messages of PostgreSQL's protocol that tests look for, under {@link Framing#postgresql()}.
 *
 * <p>A statement without parameters, such as BEGIN and COMMIT, travels as Query ({@code Q}). One with parameters is
 * told once by Parse ({@code P}) and then only by Bind ({@code B}) and Execute ({@code E}); the framing gives these the
 * SQL that was parsed. Either is answered by CommandComplete ({@code C}) with a tag, such as {@code COMMIT} or
 * {@code UPDATE 1}, and then ReadyForQuery ({@code Z}) with the state of the transaction: {@code I} for none, {@code T}
 * in one, {@code E} in a failed one.
 *
 * @since 0.1
 */
public final class PostgresqlMessages {

    static final String STARTUP = "startup";
    static final String ENCRYPTION = "ssl";

    private PostgresqlMessages() {}

    /** Match what makes the server run a statement that begins so: a Query, or the Execute of a prepared one. */
    public static Predicate<Message> statement(String sqlStart) {
        return Message.fromClient("Q", sqlStart).or(Message.fromClient("E", sqlStart));
    }

    /** Match the answer that a statement is done, whose tag begins so, such as {@code COMMIT} or {@code INSERT 0 1}. */
    public static Predicate<Message> done(String tagStart) {
        return Message.fromServer("C", tagStart);
    }

    /** Match the word that the server is ready for the next statement. */
    public static Predicate<Message> ready() {
        return Message.fromServer("Z");
    }

    /** Match an error whose SQLSTATE begins so, such as {@code 57014} for a cancelled statement. */
    public static Predicate<Message> error(String sqlState) {
        return Message.fromServer("E", sqlState);
    }

    /** Match a request to cancel a statement, which comes on a connection of its own. */
    public static Predicate<Message> cancelRequest() {
        return Message.fromClient(Message.CANCEL);
    }

    /** Match the message by which a session begins, as a parameter in it tells, such as {@code application_name x}. */
    public static Predicate<Message> startup(String parameter) {
        return Message.fromClient(STARTUP).and(message -> (" " + message.text() + " ").contains(" " + parameter + " "));
    }
}
