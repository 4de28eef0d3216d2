package io.fluxrecord.tck.network;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Find where the messages of a protocol begin and end. A framing is shared by all connections of a proxy; what it has
 * to remember of one of them is in its {@link Conversation}.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Framing {

    /** Begin to read a new connection. */
    Conversation begin();

    /**
     * Return the framing of no protocol: what one read from the socket brings is a message of the kind {@code data}.
     */
    static Framing raw() {
        return () -> RawFraming::read;
    }

    /** Return the framing of PostgreSQL's protocol, version 3; see {@link PostgresqlMessages} for what to look for. */
    static Framing postgresql() {
        return PostgresqlFraming::new;
    }

    /**
     * Return the framing of MariaDB's protocol, without encryption; see {@link MariadbMessages} for what to look for.
     */
    static Framing mariadb() {
        return MariadbFraming::new;
    }

    /**
     * Read both directions of one connection. Each side has a thread of its own, which reads only what that side sends.
     *
     * @since 0.1
     */
    @FunctionalInterface
    interface Conversation {

        /**
         * Read the next message.
         *
         * @param from the side that sends it
         * @param in what that side sends
         * @return the message, or null where the side has ended its stream
         * @throws IOException where the stream fails, ends within a message, or is not of this protocol; the connection
         *     is cut
         */
        @Nullable
        Message next(Side from, InputStream in) throws IOException;
    }
}
