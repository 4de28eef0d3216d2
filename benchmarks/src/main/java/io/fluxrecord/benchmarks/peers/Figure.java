package io.fluxrecord.benchmarks.peers;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What a contender reached in a race.
 *
 * @param opsPerSecond the median of all rounds
 * @param ratioToRaw the median, over all rounds, of the ratio to what raw R2DBC reached in the same round
 * @param bytesPerOp the median of all rounds
 * @param spread the distance between the fastest and the slowest round, relative to the median: 0.1 is 10 %
 */
record Figure(
        @JsonProperty("database") String database,
        @JsonProperty("op") String operation,
        @JsonProperty("concurrency") int concurrency,
        @JsonProperty("contender") String contender,
        @JsonProperty("ops_per_s") double opsPerSecond,
        @JsonProperty("ratio_to_raw") double ratioToRaw,
        @JsonProperty("bytes_per_op") long bytesPerOp,
        @JsonProperty("spread") double spread) {

    static Figure of(
            String database,
            String operation,
            int concurrency,
            Peer contender,
            List<Sample> samples,
            List<Sample> raw) {
        double opsPerSecond = median(samples.stream().mapToDouble(Sample::opsPerSecond));
        double ratio = median(IntStream.range(0, Math.min(samples.size(), raw.size()))
                .mapToDouble(round ->
                        samples.get(round).opsPerSecond() / raw.get(round).opsPerSecond()));
        double bytes = median(samples.stream().mapToDouble(Sample::bytesPerOp));
        var speeds = samples.stream().mapToDouble(Sample::opsPerSecond).summaryStatistics();
        return new Figure(
                database,
                operation,
                concurrency,
                contender.toString(),
                rounded(opsPerSecond, 1),
                rounded(ratio, 3),
                Math.round(bytes),
                rounded((speeds.getMax() - speeds.getMin()) / opsPerSecond, 3));
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return 0;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double rounded(double value, int digits) {
        double factor = Math.pow(10, digits);
        return Math.round(value * factor) / factor;
    }
}
