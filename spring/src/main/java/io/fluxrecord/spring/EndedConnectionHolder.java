package io.fluxrecord.spring;

import io.r2dbc.spi.Connection;
import org.springframework.r2dbc.connection.ConnectionHolder;

/** Holds the connection of a transaction of Spring that has ended, until Spring gives it back. */
final class EndedConnectionHolder extends ConnectionHolder {

    EndedConnectionHolder(Connection connection) {
        super(connection, true);
        setSynchronizedWithTransaction(true);
    }

    /** A holder that has been released as often as it was requested would let go of the connection. */
    @Override
    public void released() {}
}
