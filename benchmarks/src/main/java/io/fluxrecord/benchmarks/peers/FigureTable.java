package io.fluxrecord.benchmarks.peers;

import java.util.List;
import java.util.Locale;

/** Figures as a table: in Markdown, which is as good to read in a terminal as in a page. */
final class FigureTable {

    private static final String ROW = "| %-17s | %4s | %-21s | %11s | %6s | %12s | %6s |%n";

    private FigureTable() {}

    /** Return the table of one database; the operation is named in the first of its rows only. */
    static String of(List<Figure> figures) {
        StringBuilder table = new StringBuilder()
                .append(row("operation", "conc", "contender", "ops/s", "of raw", "bytes/op", "spread"))
                .append(row("-".repeat(17), "---:", "-".repeat(21), "----------:", "-----:", "-----------:", "-----:"));
        String previous = "";
        for (Figure figure : figures) {
            String cell = figure.operation() + "@" + figure.concurrency();
            boolean first = !cell.equals(previous);
            previous = cell;
            table.append(row(
                    first ? figure.operation() : "",
                    first ? String.valueOf(figure.concurrency()) : "",
                    figure.contender(),
                    format(figure.opsPerSecond() < 100 ? "%,.1f" : "%,.0f", figure.opsPerSecond()),
                    format("%.2f", figure.ratioToRaw()),
                    format("%,d", figure.bytesPerOp()),
                    format("%.0f %%", figure.spread() * 100)));
        }
        return table.toString();
    }

    private static String row(Object... cells) {
        return format(ROW, cells);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
