package io.fluxrecord.tck.network;

import java.util.function.Predicate;

/**
 * What to look for in the messages of {@link Framing#mariadb()}: packets, of which the server's do not say what they
 * answer. The framing gives the first of an answer the SQL of the statement that was sent last.
 *
 * @since 0.1
 */
public final class MariadbMessages {

    private MariadbMessages() {}

    /** Match a statement that begins so, with the values that the driver has written into it. */
    public static Predicate<Message> statement(String sqlStart) {
        return Message.fromClient(MariadbFraming.STATEMENT, sqlStart);
    }

    /** Match the first packet of the answer to a statement that begins so. */
    public static Predicate<Message> answer(String sqlStart) {
        return Message.fromServer(MariadbFraming.ANSWER, sqlStart);
    }
}
