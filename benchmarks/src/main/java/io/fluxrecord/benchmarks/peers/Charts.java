package io.fluxrecord.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;

/**
 * Draws figures: per database and concurrency one chart of throughput and one of allocation, both relative to raw
 * R2DBC.
 */
final class Charts {

    private static final double FASTEST_SHOWN = 2.5;
    private static final double MOST_BYTES_SHOWN = 4;

    private Charts() {}

    /** Draw all charts as PNG files into a directory, named like {@code postgresql-64-throughput.png}. */
    static void draw(List<Figure> figures, Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String database : figures.stream().map(Figure::database).distinct().toList()) {
            for (int concurrency :
                    figures.stream().map(Figure::concurrency).distinct().toList()) {
                draw(
                        figures.stream()
                                .filter(figure ->
                                        figure.database().equals(database) && figure.concurrency() == concurrency)
                                .toList(),
                        database + ", " + concurrency + (concurrency == 1 ? " caller" : " callers"),
                        directory.resolve(database + "-" + concurrency).toString());
            }
        }
    }

    private static void draw(List<Figure> shown, String where, String file) throws IOException {
        save(
                new RatioChart(shown, Figure::ratioToRaw, FASTEST_SHOWN)
                        .draw("Throughput on " + where + " (more is better)", "operations/s, raw R2DBC = 1"),
                file + "-throughput");
        save(
                new RatioChart(shown, figure -> figure.bytesPerOp() / rawBytes(shown, figure), MOST_BYTES_SHOWN)
                        .draw("Allocation on " + where + " (less is better)", "bytes/operation, raw R2DBC = 1"),
                file + "-allocation");
    }

    private static double rawBytes(List<Figure> figures, Figure beside) {
        return figures.stream()
                .filter(figure -> figure.contender().equals(Peer.RAW.toString())
                        && figure.operation().equals(beside.operation()))
                .mapToDouble(Figure::bytesPerOp)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static void save(CategoryChart chart, String file) throws IOException {
        if (chart.getSeriesMap().isEmpty()) {
            return; // Raw R2DBC ran alone, or failed.
        }
        BitmapEncoder.saveBitmap(chart, file, BitmapFormat.PNG);
    }
}
