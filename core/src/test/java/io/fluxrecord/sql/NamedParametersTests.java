package io.fluxrecord.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fluxrecord.sql.NamedParameters.Parameter;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a parameter in SQL that was written by hand, and what is text, a name or a comment. */
class NamedParametersTests {

    private static final Set<Lexis> POSTGRESQL =
            EnumSet.of(Lexis.ESCAPE_STRINGS, Lexis.TAGGED_DOLLAR_QUOTES, Lexis.NESTED_COMMENTS);
    private static final Set<Lexis> MARIADB = EnumSet.of(
            Lexis.BACKSLASHES, Lexis.BACKTICKS, Lexis.HASH_COMMENTS, Lexis.SPACED_HYPHENS, Lexis.QUESTION_MARKS);
    private static final Set<Lexis> H2 =
            EnumSet.of(Lexis.DOLLAR_QUOTES, Lexis.SLASH_COMMENTS, Lexis.NESTED_COMMENTS, Lexis.QUESTION_MARKS);

    private static String shown(String sql, Set<Lexis> lexis) {
        NamedParameters parsed = NamedParameters.parse(sql, lexis);
        StringBuilder shown = new StringBuilder(parsed.pieces().get(0));
        for (int i = 0; i < parsed.parameters().size(); i++) {
            Parameter parameter = parsed.parameters().get(i);
            shown.append(parameter.list() ? "{{" : "{").append(parameter.name()).append('}');
            shown.append(parsed.pieces().get(i + 1));
        }
        return shown.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "a = :b AND :c_1=d            | a = {b} AND {c_1}=d",
                "a = :b::int                  | a = {b}::int",
                "a::text = :b                 | a::text = {b}",
                "x[1:2] \\: :b                | x[1:2] : {b}",
                "f(a := :b)                   | f(a := {b})",
                "'it''s :a' + :b             | 'it''s :a' + {b}",
                "\"it\"\"s :a\" + :b         | \"it\"\"s :a\" + {b}",
                "/* :a 'x */ :b               | /* :a 'x */ {b}",
                "a IN (:b) OR a in( :c )      | a IN ({{b}) OR a in( {{c} )",
                "a NOT IN (:b)                | a NOT IN ({{b})",
                "a IN (:b, :c) OR in_(:d)     | a IN ({b}, {c}) OR in_({d})",
                "min (:a)                     | min ({a})",
                ":b                           | {b}",
                "5 -:a                        | 5 -{a}",
                ":1 : a                       | :1 : a"
            })
    void everyDatabase(String sql, String expected) {
        assertThat(shown(sql, POSTGRESQL)).isEqualTo(expected);
        assertThat(shown(sql, MARIADB)).isEqualTo(expected);
        assertThat(shown(sql, H2)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "E'it\\'s :a' + :b           | E'it\\'s :a' + {b}",
                "'\\' + :b                   | '\\' + {b}",
                "e'\\\\' + :b                | e'\\\\' + {b}",
                "name'\\' + :b               | name'\\' + {b}",
                "$$ :a ' $$ + :b             | $$ :a ' $$ + {b}",
                "$x$ :a $$ $y$ $x$ + :b      | $x$ :a $$ $y$ $x$ + {b}",
                "a$1 + :b + c$d               | a$1 + {b} + c$d",
                "$1 + :b                      | $1 + {b}",
                "/* /* :a */ :c */ :b         | /* /* :a */ :c */ {b}",
                "a ? :b AND c @? :d           | a ? {b} AND c @? {d}",
                "--:a                         | --:a"
            })
    void postgresql(String sql, String expected) {
        assertThat(shown(sql, POSTGRESQL)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "'it\\'s :a' + :b            | 'it\\'s :a' + {b}",
                "\"it\\\"s :a\" + :b         | \"it\\\"s :a\" + {b}",
                "`:a``:c` = :b                | `:a``:c` = {b}",
                "5--:a                        | 5--{a}",
                "/* /* :a */ :b               | /* /* :a */ {b}"
            })
    void mariadb(String sql, String expected) {
        assertThat(shown(sql, MARIADB)).isEqualTo(expected);
    }

    @Test
    void commentsEndWithTheirLine() {
        assertThat(shown("-- :a '\n:b", POSTGRESQL)).isEqualTo("-- :a '\n{b}");
        assertThat(shown("# :a '\n:b", MARIADB)).isEqualTo("# :a '\n{b}");
        assertThat(shown("// :a '\n:b", H2)).isEqualTo("// :a '\n{b}");
        assertThat(shown("$$ :a $$ + :b", H2)).isEqualTo("$$ :a $$ + {b}");
        assertThat(shown("a # :b", POSTGRESQL)).isEqualTo("a # {b}");
        assertThat(shown(":b -- :a", POSTGRESQL)).isEqualTo("{b} -- :a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a", "\"a", "/* a", "$$ a", "$x$ a $$", "E'a\\'", "/* /* */"})
    void whatHasNoEndIsRefused(String sql) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamedParameters.parse(sql, POSTGRESQL))
                .withMessageContaining("no end");
    }

    @Test
    void placeholderOfADriverIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamedParameters.parse("a = ?", MARIADB))
                .withMessageContaining(":name");
        assertThat(shown("'a?' + :b", MARIADB)).isEqualTo("'a?' + {b}");
    }

    /** Whatever the text is, nothing of it is lost but the parameters, or it is refused. */
    @Test
    void textIsKept() {
        String alphabet = "a:'\"`$-/*#\n ?1(e)";
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            String sql = random.ints(random.nextInt(24), 0, alphabet.length())
                    .mapToObj(index -> String.valueOf(alphabet.charAt(index)))
                    .collect(Collectors.joining());
            for (Set<Lexis> lexis : Set.of(POSTGRESQL, MARIADB, H2)) {
                try {
                    NamedParameters parsed = NamedParameters.parse(sql, lexis);
                    StringBuilder whole = new StringBuilder(parsed.pieces().get(0));
                    for (int p = 0; p < parsed.parameters().size(); p++) {
                        whole.append(':').append(parsed.parameters().get(p).name());
                        whole.append(parsed.pieces().get(p + 1));
                    }
                    assertThat(whole.toString()).isEqualTo(sql);
                } catch (IllegalArgumentException refused) {
                    assertThat(refused).hasMessageContaining("by hand");
                }
            }
        }
    }
}
