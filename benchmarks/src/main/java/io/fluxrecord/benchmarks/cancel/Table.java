package io.fluxrecord.benchmarks.cancel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text in columns as wide as they need to be; the first column is text, the others are numbers. */
final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    Table(String first, List<String> columns) {
        add(first, columns);
    }

    void add(String first, List<?> values) {
        List<String> row = new ArrayList<>(List.of(first));
        values.forEach(value -> row.add(value.toString()));
        rows.add(row);
    }

    @Override
    public String toString() {
        int columns = rows.get(0).size();
        List<Integer> widths = IntStream.range(0, columns).mapToObj(this::width).toList();
        List<String> lines =
                new ArrayList<>(rows.stream().map(row -> line(row, widths)).toList());
        lines.add(1, line(widths.stream().map("-"::repeat).toList(), widths));
        return String.join(System.lineSeparator(), lines);
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> column < row.size())
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }

    private static String line(List<String> cells, List<Integer> widths) {
        return IntStream.range(0, widths.size())
                .mapToObj(column -> {
                    String cell = column < cells.size() ? cells.get(column) : "";
                    return String.format(
                            column == 0 ? "%-" + widths.get(column) + "s" : "%" + widths.get(column) + "s", cell);
                })
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
