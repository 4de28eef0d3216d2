package io.fluxrecord.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;

class RatioChartTests {

    @Test
    void whoDoesNotTakePartHasNoBar() {
        CategoryChart chart = draw(
                figure("find", Peer.RAW, 1),
                figure("find", Peer.FLUXRECORD, 1.1),
                figure("insert", Peer.RAW, 1),
                figure("insert", Peer.FLUXRECORD, 1.2),
                figure("insert", Peer.JOOQ, 0.7));

        assertThat(series(chart, Peer.FLUXRECORD).getXData()).hasToString("[find, insert]");
        assertThat(bars(chart, Peer.JOOQ)).containsExactly(null, 0.7);
        assertThat(bars(chart, Peer.FLUXRECORD)).containsExactly(1.1, 1.2);
    }

    @Test
    void noBarStandsWhereRawHasFailed() {
        CategoryChart chart = draw(figure("find", Peer.FLUXRECORD, 0), figure("insert", Peer.FLUXRECORD, 1.2));

        assertThat(bars(chart, Peer.FLUXRECORD)).containsExactly(null, 1.2);
    }

    @Test
    void noContenderStandsWhereRawHasFailedInAll() {
        assertThat(draw(figure("find", Peer.FLUXRECORD, 0)).getSeriesMap()).isEmpty();
    }

    @Test
    void rawIsALine() {
        CategoryChart chart = draw(figure("find", Peer.RAW, 1), figure("find", Peer.FLUXRECORD, 1.1));

        assertThat(chart.getSeriesMap()).containsOnlyKeys("fluxrecord");
    }

    @Test
    void longBarsAreCutOffAndWrittenDown() {
        CategoryChart chart = draw(figure("find", Peer.FLUXRECORD, 4.12), figure("find", Peer.JOOQ, 0.7));

        assertThat(bars(chart, Peer.FLUXRECORD)).containsExactly(2.5);
        assertThat(chart.getXAxisTitle()).isEqualTo("cut off: find fluxrecord 4.1");
    }

    private static CategoryChart draw(Figure... figures) {
        return new RatioChart(List.of(figures), Figure::ratioToRaw, 2.5).draw("title", "axis");
    }

    private static Figure figure(String operation, Peer contender, double ratio) {
        return new Figure("h2", operation, 1, contender.toString(), 1_000, ratio, 100, 0);
    }

    private static List<Object> bars(CategoryChart chart, Peer peer) {
        return new ArrayList<>(series(chart, peer).getYData());
    }

    private static CategorySeries series(CategoryChart chart, Peer peer) {
        return Objects.requireNonNull(chart.getSeriesMap().get(peer.toString()));
    }
}
