package io.fluxrecord;

import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.ConnectionFactoryProvider;
import io.r2dbc.spi.Option;

/** A driver that refuses all options, and quotes them. */
public final class PickyDriver implements ConnectionFactoryProvider {

    public PickyDriver() {}

    @Override
    public ConnectionFactory create(ConnectionFactoryOptions options) {
        Object password = options.getValue(ConnectionFactoryOptions.PASSWORD);
        Object more = options.getValue(Option.valueOf("sslPassword")) + ", "
                + options.getValue(Option.valueOf("clientSecret"));
        throw new IllegalStateException(
                "refused", new IllegalArgumentException("bad options: " + password + ", " + more));
    }

    @Override
    public boolean supports(ConnectionFactoryOptions options) {
        return "picky".equals(options.getValue(ConnectionFactoryOptions.DRIVER));
    }

    @Override
    public String getDriver() {
        return "picky";
    }
}
