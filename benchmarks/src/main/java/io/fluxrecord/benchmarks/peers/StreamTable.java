package io.fluxrecord.benchmarks.peers;

import java.util.List;
import java.util.Locale;

/** Figures of streams as a table in Markdown. */
final class StreamTable {

    static final String HEADER = row(
                    "rows", "fetch size", "contender", "rows/s", "of raw", "bytes/row", "spread", "live heap")
            + row("--------:", "---------:", "-".repeat(10), "--------:", "-----:", "--------:", "-----:", "--------:");

    private StreamTable() {}

    static String of(List<StreamFigure> figures) {
        StringBuilder rows = new StringBuilder();
        for (StreamFigure figure : figures) {
            Figure perRow = figure.perRow();
            rows.append(row(
                    format("%,d", figure.rows()),
                    figure.fetchSize() == 0 ? "all" : format("%,d", figure.fetchSize()),
                    perRow.contender(),
                    format("%,.0f", perRow.opsPerSecond()),
                    format("%.2f", perRow.ratioToRaw()),
                    format("%,d", perRow.bytesPerOp()),
                    format("%.0f %%", perRow.spread() * 100),
                    figure.liveHeap() == 0 ? "" : format("%.1f MiB", figure.liveHeap() / (double) (1 << 20))));
        }
        return rows.toString();
    }

    private static String row(Object... cells) {
        return format("| %9s | %10s | %-10s | %9s | %6s | %9s | %6s | %9s |%n", cells);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
