package io.fluxrecord.benchmarks.peers;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All that a reader needs to judge the figures, as Markdown: machine, versions, method, and a table per database. */
final class Report {

    private final StringBuilder text = new StringBuilder();

    Report(Set<Peer> peers, Race.Rounds plan, long seed) {
        Runtime.Version java = Runtime.version();
        line("# Fluxrecord beside its peers");
        line("");
        line("- Date: " + LocalDate.now(ZoneOffset.UTC));
        line("- Machine: " + Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + "; Java " + java + ", heap of "
                + Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB");
        line("- Contenders: " + peers.stream().map(Peer::version).collect(Collectors.joining("; ")));
        line("- On " + Peer.drivers());
        line("- Method: " + plan + ". In each round the contenders are measured one after the other, in an order drawn"
                + " anew (seed " + seed + "); figures are medians of the rounds, the ratio to raw is the median of the"
                + " ratios within each round, the spread is from the slowest to the fastest round. Every measurement"
                + " is checked against the table afterwards. Pools hold 10 connections.");
        line("- Bytes are those allocated on the heap by all threads of the process, event loops included,"
                + " as com.sun.management.ThreadMXBean counts them.");
    }

    /** Add the table of a database; returns what was added. */
    String add(String database, List<Figure> figures) {
        int start = text.length();
        line("");
        line(database);
        line("");
        text.append(FigureTable.of(figures));
        return text.substring(start);
    }

    /** Add what did not work. */
    String addFailures(List<String> failures) {
        int start = text.length();
        if (!failures.isEmpty()) {
            line("");
            failures.forEach(failure -> line("- FAILED: " + failure));
        }
        return text.substring(start);
    }

    private void line(String line) {
        text.append(line).append(System.lineSeparator());
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
