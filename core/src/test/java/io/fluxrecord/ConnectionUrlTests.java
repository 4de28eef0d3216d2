package io.fluxrecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxrecord.error.ConfigurationException;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No message of a bad URL shows a password, or a part of one. */
class ConnectionUrlTests {

    /** Each has the secret {@code hush}, alone or between characters that should have been encoded. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "r2dbc:postgresql://app@localhost/shop?password=hush",
                "r2dbc:postgresql://app:hush@localhost/shop?user=x",
                "r2dbc:postgresql://app:hush@localhost/shop?password=hush&user=x",
                "r2dbc:postgresql://app:hu/hush@localhost/shop",
                "r2dbc:postgresql://app:12/hush@localhost/shop",
                "r2dbc:postgresql://app:hush?x@localhost/shop",
                "r2dbc:postgresql://app:hush#hush@localhost/shop",
                "r2dbc:postgresql://app:hush hush@localhost/shop",
                "r2dbc:postgresql://app:hush%zz@localhost/shop",
                "r2dbc:postgresql://app:hush%@localhost/shop",
                "r2dbc:postgresql://app:hush[@localhost/shop",
                "r2dbc:postgresql://app:hush@hush@local host/shop",
                "r2dbc:postgresql://app:hush@localhost/sh op",
                "r2dbc:postgresql:app:hush@localhost/shop",
                "r2dbc:postgresql://app:hush",
                "r2dbc:postgresql://app:hush/shop",
                "r2dbc:picky://app:hush?x=y",
                "r2dbc:app:hush@localhost/shop",
                "r2dbc://app:hush@localhost/shop",
                "postgresql://app:hush@localhost/shop",
                "jdbc:postgresql://localhost/shop?user=app&password=hush",
                "r2dbc:nobody://app:hush@localhost/shop",
                "r2dbc:picky://app:hush@localhost/shop",
                "r2dbc:picky://app:hu%73h@localhost/shop",
                "r2dbc:picky://localhost/shop?sslPassword=hush",
                "r2dbc:picky://localhost/shop?clientSecret=hu%73h",
                "r2dbc:h2:mem:///shop?options=CIPHER=AES;PASSWORD=hush;&bad=%zz",
                "r2dbc:postgresql://localhost/shop?password=a&hush&user=x",
                ""
            })
    void passwordInABadUrlIsMasked(String url) {
        assertThatThrownBy(() -> Database.connect(url)).satisfies(error -> {
            assertThat(error).isInstanceOfAny(IllegalArgumentException.class, ConfigurationException.class);
            for (Throwable each = error; each != null; each = each.getCause()) {
                assertThat(String.valueOf(each.getMessage())).doesNotContain("hush", "hu%73h", "\"hu\"");
            }
        });
        assertThat(new ConnectionUrl(url).toString()).doesNotContain("hush");
    }

    @Test
    void messageTellsWhatIsWrong() {
        assertThatThrownBy(() -> Database.connect("r2dbc:postgresql://app:hush@localhost/shop?user=x"))
                .hasMessage("The URL r2dbc:postgresql://app:***@localhost/shop?user=x cannot be used: URL"
                        + " r2dbc:postgresql://app:***@localhost/shop?user=x must not declare option user in the query"
                        + " string");
        assertThatThrownBy(() -> Database.connect("r2dbc:postgresql://app:hu/hush@localhost/shop"))
                .hasMessageContaining("%2F");
        assertThatThrownBy(() -> Database.connect("r2dbc:postgresql://app@localhost/sh op"))
                .hasMessageContaining("Illegal character in path");
        assertThatThrownBy(() -> Database.connect("postgresql://localhost/shop"))
                .hasMessageContaining("does not start with the r2dbc scheme")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r2dbc:postgresql://localhost/shop",
                "r2dbc:postgresql://app@localhost:5432/shop?applicationName=a@b",
                "r2dbc:postgresql://app:p%2Fw@one:5432,two:5433/shop",
                "r2dbc:postgresql://one:5432,two:5433/shop?applicationName=a@b",
                "r2dbc:postgresql://[::1]:5432/shop?applicationName=a@b",
                "r2dbc:h2:mem:///shop?options=DB_CLOSE_DELAY=-1"
            })
    void goodUrlIsParsedAsR2dbcDoes(String url) {
        ConnectionFactoryOptions[] seen = new ConnectionFactoryOptions[1];
        UnaryOperator<ConnectionFactoryOptions> stop = options -> {
            seen[0] = options;
            throw new ConfigurationException("parsed");
        };
        assertThatThrownBy(() -> new ConnectionUrl(url).connect(stop)).hasMessage("parsed");
        assertThat(seen[0])
                .asString()
                .isEqualTo(ConnectionFactoryOptions.parse(url).toString());
    }
}
