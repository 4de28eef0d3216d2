package io.fluxrecord.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class ReportTests {

    private final StringWriter out = new StringWriter();
    private final Report report = new Report(new PrintWriter(out));

    @Test
    void rightFiguresExitWithZero() {
        report.figure("orders", 15_000L, 15_000L);
        assertThat(printed()).contains("OK     orders  expected 15000, actual 15000", "All 1 figures are right.");
        assertThat(report.exitCode()).isZero();
    }

    @Test
    void oneWrongFigureExitsWithOne() {
        report.figure("orders", 15_000L, 15_000L);
        report.figure("line items", 60_175L, 60_174L);
        assertThat(printed()).contains("WRONG  line items  expected 60175, actual 60174", "1 of 2 figures are WRONG.");
        assertThat(report.exitCode()).isEqualTo(1);
    }

    @Test
    void nothingCheckedIsNotRight() {
        assertThat(report.exitCode()).isEqualTo(1);
    }

    private String printed() {
        report.printFigures();
        return out.toString();
    }
}
