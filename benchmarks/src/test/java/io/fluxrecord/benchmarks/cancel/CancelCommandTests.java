package io.fluxrecord.benchmarks.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CancelCommandTests {

    @Test
    void commandPrintsARowForEachLibraryAndTrial() {
        StringWriter out = new StringWriter();

        int exit = new CommandLine(new CancelCommand())
                .setOut(new PrintWriter(out))
                .execute("--tries", "1", "--library", "RAW,FLUXRECORD");

        assertThat(exit).isZero();
        assertThat(out.toString().lines().filter(line -> line.startsWith("| " + Library.RAW.label())))
                .hasSize(5);
        assertThat(out.toString().lines().filter(line -> line.startsWith("| " + Library.FLUXRECORD.label())))
                .hasSize(5);
    }
}
