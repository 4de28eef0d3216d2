package io.fluxrecord.benchmarks.peers;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * Ratios to raw R2DBC: a group of bars for each operation and a line for raw itself. A bar that is longer than the
 * limit would flatten all others, so it is cut off there, and what it stands for is written below. Who does not take
 * part in an operation has no bar in it.
 */
final class RatioChart {

    private static final int WIDTH = 1200;
    private static final int HEIGHT = 420;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private final List<Figure> figures;
    private final ToDoubleFunction<Figure> ratio;
    private final double limit;

    RatioChart(List<Figure> figures, ToDoubleFunction<Figure> ratio, double limit) {
        this.figures = figures;
        this.ratio = ratio;
        this.limit = limit;
    }

    CategoryChart draw(String title, String axis) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .yAxisTitle(axis)
                .xAxisTitle(cutOff())
                .build();
        style(chart.getStyler());
        chart.addAnnotation(new AnnotationLine(1, false, false));
        List<String> operations =
                figures.stream().map(Figure::operation).distinct().toList();
        for (Peer peer : contenders()) {
            chart.addSeries(peer.toString(), operations, bars(peer, operations)).setFillColor(Palette.of(peer));
        }
        return chart;
    }

    /** Those that take part in little come last, so that the gaps that they leave are between the groups. */
    private List<Peer> contenders() {
        return Arrays.stream(Peer.values())
                .filter(peer ->
                        peer != Peer.RAW && figures.stream().anyMatch(figure -> isOf(figure, peer) && hasBar(figure)))
                .sorted(Comparator.comparingLong(RatioChart::operations).reversed())
                .toList();
    }

    private static long operations(Peer peer) {
        return Arrays.stream(Operation.values()).filter(peer::takesPart).count();
    }

    private List<@Nullable Double> bars(Peer peer, List<String> operations) {
        List<@Nullable Double> bars = new ArrayList<>();
        for (String operation : operations) {
            bars.add(ratio(peer, operation).map(value -> Math.min(value, limit)).orElse(null));
        }
        return bars;
    }

    private Optional<Double> ratio(Peer peer, String operation) {
        return figures.stream()
                .filter(figure -> isOf(figure, peer) && figure.operation().equals(operation) && hasBar(figure))
                .map(ratio::applyAsDouble)
                .findFirst();
    }

    /** The ratio is 0 or not a number where raw R2DBC has failed. */
    private boolean hasBar(Figure figure) {
        return ratio.applyAsDouble(figure) > 0;
    }

    private String cutOff() {
        List<String> longer = figures.stream()
                .filter(figure -> ratio.applyAsDouble(figure) > limit)
                .map(figure -> String.format(
                        Locale.ROOT, "%s %s %.1f", figure.operation(), figure.contender(), ratio.applyAsDouble(figure)))
                .toList();
        return longer.isEmpty() ? "" : "cut off: " + String.join(", ", longer);
    }

    private static boolean isOf(Figure figure, Peer peer) {
        return figure.contender().equals(peer.toString());
    }

    private static void style(CategoryStyler styler) {
        styler.setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal)
                .setLegendBorderColor(Color.WHITE)
                .setAnnotationLineColor(Palette.RAW)
                .setAnnotationLineStroke(new BasicStroke(1.5f));
        styler.setAvailableSpaceFill(0.85)
                .setYAxisMin(0.0)
                .setYAxisDecimalPattern("0.0")
                .setPlotGridVerticalLinesVisible(false)
                .setAxisTickLabelsFont(FONT)
                .setAxisTitleFont(FONT);
    }
}
