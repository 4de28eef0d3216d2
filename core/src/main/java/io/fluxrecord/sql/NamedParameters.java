package io.fluxrecord.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * SQL that was written by hand, split at its {@code :parameters}. What stands in literals, quoted names and comments is
 * none, {@code ::} is a cast, and {@code \:} a colon.
 *
 * @param pieces the text before, between and after the parameters, one more than these
 * @since 0.1
 */
public record NamedParameters(List<String> pieces, List<Parameter> parameters) {

    private static final Pattern IN = Pattern.compile("(?is).*\\bin\\s*\\(\\s*");

    /**
     * A parameter, each time that it is used.
     *
     * @param list whether it is all that stands in the parentheses of an {@code IN}
     */
    public record Parameter(String name, boolean list) {}

    public NamedParameters {
        pieces = List.copyOf(pieces);
        parameters = List.copyOf(parameters);
    }

    /**
     * Split a text.
     *
     * @throws IllegalArgumentException if a literal, name or comment in it has no end, or if it has placeholders of the
     *     driver's
     */
    public static NamedParameters parse(String sql, Set<Lexis> lexis) {
        return new Scan(sql, lexis).run();
    }

    /**
     * Fail unless a value is given for each parameter, and for nothing else.
     *
     * @throws IllegalArgumentException that says what is missing or too much
     */
    public void requireNames(Set<String> given) {
        Set<String> used = new TreeSet<>();
        parameters.forEach(parameter -> used.add(parameter.name()));
        Set<String> missing = new TreeSet<>(used);
        missing.removeAll(given);
        Set<String> unknown = new TreeSet<>(given);
        unknown.removeAll(used);
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new IllegalArgumentException("SQL that was written by hand has the parameters " + used
                    + (missing.isEmpty() ? "" : "; no value is bound to " + missing)
                    + (unknown.isEmpty() ? "" : "; a value is bound to " + unknown + ", which it does not have"));
        }
    }

    /** One reading of a text. */
    private static final class Scan {

        private final String sql;
        private final Set<Lexis> lexis;
        private final List<String> pieces = new ArrayList<>();
        private final List<Parameter> parameters = new ArrayList<>();
        private final StringBuilder piece = new StringBuilder();
        private int at;

        Scan(String sql, Set<Lexis> lexis) {
            this.sql = sql;
            this.lexis = lexis;
        }

        NamedParameters run() {
            while (at < sql.length()) {
                next();
            }
            pieces.add(piece.toString());
            return new NamedParameters(pieces, parameters);
        }

        private void next() {
            switch (sql.charAt(at)) {
                case '\'' -> quoted('\'', lexis.contains(Lexis.BACKSLASHES) || isEscapeString());
                case '"' -> quoted('"', lexis.contains(Lexis.BACKSLASHES));
                case '`' -> backtick();
                case '-' -> hyphen();
                case '/' -> slash();
                case '#' -> comment(lexis.contains(Lexis.HASH_COMMENTS));
                case '$' -> dollar();
                case ':' -> colon();
                case '\\' -> backslash();
                case '?' -> questionMark();
                default -> copyTo(at + 1);
            }
        }

        private void copyTo(int end) {
            piece.append(sql, at, end);
            at = end;
        }

        private boolean isAt(int index, char character) {
            return index < sql.length() && sql.charAt(index) == character;
        }

        private boolean isPartOfName(int index) {
            return index >= 0 && index < sql.length() && Character.isJavaIdentifierPart(sql.charAt(index));
        }

        private boolean isEscapeString() {
            return lexis.contains(Lexis.ESCAPE_STRINGS)
                    && at > 0
                    && (sql.charAt(at - 1) == 'e' || sql.charAt(at - 1) == 'E')
                    && !isPartOfName(at - 2);
        }

        private void quoted(char quote, boolean backslashes) {
            int end = at + 1;
            while (end < sql.length() && sql.charAt(end) != quote) {
                end += backslashes && sql.charAt(end) == '\\' ? 2 : 1;
            }
            // What is doubled begins again at once, and so ends where the whole does.
            end("A quote", end, 1);
        }

        private void end(String what, int end, int length) {
            if (end < 0 || end >= sql.length()) {
                throw new IllegalArgumentException(what + " in SQL that was written by hand has no end");
            }
            copyTo(end + length);
        }

        private void backtick() {
            if (lexis.contains(Lexis.BACKTICKS)) {
                quoted('`', false);
            } else {
                copyTo(at + 1);
            }
        }

        private void hyphen() {
            boolean spaced = at + 2 >= sql.length() || sql.charAt(at + 2) <= ' ';
            comment(isAt(at + 1, '-') && (spaced || !lexis.contains(Lexis.SPACED_HYPHENS)));
        }

        private void comment(boolean is) {
            int end = is ? sql.indexOf('\n', at) : at + 1;
            copyTo(end < 0 ? sql.length() : end);
        }

        private void slash() {
            if (isAt(at + 1, '*')) {
                bracketed();
            } else {
                comment(isAt(at + 1, '/') && lexis.contains(Lexis.SLASH_COMMENTS));
            }
        }

        private void bracketed() {
            boolean nested = lexis.contains(Lexis.NESTED_COMMENTS);
            int depth = 1;
            int end = at + 2;
            while (depth > 0 && end < sql.length()) {
                if (isAt(end, '*') && isAt(end + 1, '/')) {
                    depth--;
                    end += 2;
                } else if (nested && isAt(end, '/') && isAt(end + 1, '*')) {
                    depth++;
                    end += 2;
                } else {
                    end++;
                }
            }
            end("A comment", depth > 0 ? -1 : end - 1, 1);
        }

        private void dollar() {
            int tag = at + 1;
            if (lexis.contains(Lexis.TAGGED_DOLLAR_QUOTES)) {
                while (isPartOfName(tag) && sql.charAt(tag) != '$') {
                    tag++;
                }
            }
            boolean tagged = lexis.contains(Lexis.DOLLAR_QUOTES) || lexis.contains(Lexis.TAGGED_DOLLAR_QUOTES);
            boolean digits = tag > at + 1 && Character.isDigit(sql.charAt(at + 1));
            if (!tagged || !isAt(tag, '$') || digits || isPartOfName(at - 1)) {
                copyTo(at + 1);
                return;
            }
            String quote = sql.substring(at, tag + 1);
            end("A dollar quote", sql.indexOf(quote, tag + 1), quote.length());
        }

        private void colon() {
            if (isAt(at + 1, ':')) {
                copyTo(at + 2);
                return;
            }
            int end = at + 1;
            if (isPartOfName(end) && Character.isJavaIdentifierStart(sql.charAt(end)) && sql.charAt(end) != '$') {
                while (isPartOfName(end)) {
                    end++;
                }
                parameter(sql.substring(at + 1, end), end);
            } else {
                copyTo(at + 1);
            }
        }

        private void parameter(String name, int end) {
            int after = end;
            while (after < sql.length() && Character.isWhitespace(sql.charAt(after))) {
                after++;
            }
            parameters.add(
                    new Parameter(name, isAt(after, ')') && IN.matcher(piece).matches()));
            pieces.add(piece.toString());
            piece.setLength(0);
            at = end;
        }

        private void backslash() {
            if (isAt(at + 1, ':')) {
                piece.append(':');
                at += 2;
            } else {
                copyTo(at + 1);
            }
        }

        private void questionMark() {
            if (lexis.contains(Lexis.QUESTION_MARKS)) {
                throw new IllegalArgumentException(
                        "SQL that was written by hand has a question mark; name its parameters, as in :name");
            }
            copyTo(at + 1);
        }
    }
}
