package io.fluxrecord.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler;

/**
 * Draws figures: per database and concurrency one chart of throughput and one of allocation, both relative to raw
 * R2DBC, with a group of bars for each operation.
 */
final class Charts {

    private static final int WIDTH = 1200;
    private static final int HEIGHT = 480;

    private Charts() {}

    /** Draw all charts as PNG files into a directory, named like {@code postgresql-64-throughput.png}. */
    static void draw(List<Figure> figures, Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String database : distinct(figures, Figure::database)) {
            for (int concurrency :
                    figures.stream().map(Figure::concurrency).distinct().toList()) {
                List<Figure> shown = figures.stream()
                        .filter(figure -> figure.database().equals(database) && figure.concurrency() == concurrency)
                        .toList();
                String at = " on " + database + ", " + concurrency + (concurrency == 1 ? " caller" : " callers");
                String file = directory.resolve(database + "-" + concurrency).toString();
                save(
                        chart("Throughput" + at + " (more is better)", "of raw R2DBC", shown, Figure::ratioToRaw),
                        file + "-throughput");
                save(
                        chart(
                                "Allocation" + at + " (less is better)",
                                "bytes per operation, of raw R2DBC",
                                shown,
                                figure -> figure.bytesPerOp() / rawBytes(shown, figure)),
                        file + "-allocation");
            }
        }
    }

    private static CategoryChart chart(
            String title, String axis, List<Figure> figures, ToDoubleFunction<Figure> value) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .yAxisTitle(axis)
                .build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        List<String> operations = new ArrayList<>(distinct(figures, Figure::operation));
        for (String contender : distinct(figures, Figure::contender)) {
            chart.addSeries(
                    contender,
                    operations,
                    operations.stream()
                            .map(operation -> figures.stream()
                                    .filter(figure -> figure.operation().equals(operation)
                                            && figure.contender().equals(contender))
                                    .mapToDouble(value)
                                    .findFirst()
                                    .orElse(0))
                            .toList());
        }
        return chart;
    }

    private static double rawBytes(List<Figure> figures, Figure beside) {
        return figures.stream()
                .filter(figure -> figure.contender().equals(Peer.RAW.toString())
                        && figure.operation().equals(beside.operation()))
                .mapToDouble(Figure::bytesPerOp)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static Set<String> distinct(List<Figure> figures, Function<Figure, String> property) {
        return figures.stream().map(property).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static void save(CategoryChart chart, String file) throws IOException {
        BitmapEncoder.saveBitmap(chart, file, BitmapFormat.PNG);
    }
}
