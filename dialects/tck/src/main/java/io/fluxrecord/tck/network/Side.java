package io.fluxrecord.tck.network;

/**
 * Tell who has sent a message.
 *
 * @since 0.1
 */
public enum Side {
    /** The driver, which has opened the connection. */
    CLIENT,
    /** The database. */
    SERVER
}
