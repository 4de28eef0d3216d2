package io.fluxrecord.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class TourTests {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void allFiguresAreRightOnH2() {
        int exitCode = tour("--scale", "0.001");
        assertThat(out.toString()).contains("All 46 figures are right.").doesNotContain("WRONG");
        assertThat(exitCode).isZero();
    }

    @Test
    void tablesWithRowsAreOnlyReplacedOnDemand() {
        String url = "r2dbc:h2:mem:///" + UUID.randomUUID() + "?options=DB_CLOSE_DELAY=-1";
        assertThat(tour("--scale", "0.0001", "--url", url)).isZero();
        assertThat(tour("--scale", "0.0001", "--url", url)).isEqualTo(1);
        assertThat(err.toString()).contains("has rows already").contains("--replace");
        assertThat(tour("--scale", "0.0001", "--url", url, "--replace")).isZero();
    }

    @Test
    void onePlaceIsEnough() {
        assertThat(tour("--embedded-postgres", "--url", "r2dbc:h2:mem:///other"))
                .isEqualTo(CommandLine.ExitCode.USAGE);
    }

    private int tour(String... arguments) {
        return new CommandLine(new Tour())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
