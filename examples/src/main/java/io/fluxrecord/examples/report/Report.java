package io.fluxrecord.examples.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints the story of a tour as it goes, and its figures at the end. Not for several threads at once. */
public final class Report {

    private final PrintWriter out;
    private final List<Figure> figures = new ArrayList<>();

    public Report(PrintWriter out) {
        this.out = out;
    }

    /** Begin a chapter. */
    public void title(String title) {
        out.println();
        out.println(title);
        out.flush();
    }

    /** Say what happened. */
    public void tell(String sentence) {
        out.println("  " + sentence);
        out.flush();
    }

    /**
     * Note a figure for the end.
     *
     * @param expected what was computed without the database
     * @param actual what the database, or a record, said
     */
    public void figure(String name, Object expected, Object actual) {
        figures.add(new Figure(name, expected, actual));
    }

    /** Print all figures, and whether they are right. */
    public void printFigures() {
        title("Figures");
        int width = figures.stream()
                .mapToInt(figure -> figure.name().length())
                .max()
                .orElse(0);
        for (Figure figure : figures) {
            tell((figure.right() ? "OK     " : "WRONG  ") + padded(figure.name(), width) + "  expected "
                    + figure.expected() + ", actual " + figure.actual());
        }
        title(
                wrong() == 0
                        ? "All " + figures.size() + " figures are right."
                        : wrong() + " of " + figures.size() + " figures are WRONG.");
    }

    /** Return 0 if there are figures and all of them are right, else 1. */
    public int exitCode() {
        return figures.isEmpty() || wrong() > 0 ? 1 : 0;
    }

    private long wrong() {
        return figures.stream().filter(figure -> !figure.right()).count();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
