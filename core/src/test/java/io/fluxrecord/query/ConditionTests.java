package io.fluxrecord.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.dialect.SqlRenderer;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How conditions grow, and what is rendered of many or deep ones. A size that is quadratic somewhere never ends here.
 */
@Timeout(60)
class ConditionTests {

    /** So many that something quadratic would take days. */
    private static final int MANY = 1_000_000;

    /** Deeper than any stack, and few enough to be printed. */
    private static final int DEEP = 100_000;

    private static final Table TABLE = new Table(null, "items");
    private static final NumericProperty<Object, Integer> A = property("a");
    private static final NumericProperty<Object, Integer> B = property("b");

    private static NumericProperty<Object, Integer> property(String name) {
        return new NumericProperty<>(new ValueType<>(
                "Item." + name,
                SqlType.INTEGER,
                new Column(TABLE, name, SqlType.INTEGER, 0, 0, 0, true, false),
                Function.identity(),
                Integer.class::cast));
    }

    private static Stream<Condition<Object>> conditions(int count) {
        return IntStream.range(0, count).mapToObj(A::eq);
    }

    private static List<Predicate> operands(Condition<Object> condition) {
        return ((Predicate.Junction) condition.predicate()).operands();
    }

    private static Condition<Object> rightNested(int count) {
        Condition<Object> condition = A.eq(count);
        for (int i = 1; i < count; i++) {
            condition = A.eq(count - i).or(condition);
        }
        return condition;
    }

    private static Condition<Object> halved(List<Condition<Object>> all) {
        return all.size() == 1
                ? all.get(0)
                : halved(all.subList(0, all.size() / 2)).and(halved(all.subList(all.size() / 2, all.size())));
    }

    /** {@code a = 1 OR (b = 2 AND (a = 3 OR …))}, of so many levels. */
    private static Condition<Object> alternating(int levels) {
        Condition<Object> condition = A.eq(0);
        for (int i = 0; i < levels; i++) {
            condition = i % 2 == 0 ? A.eq(i).or(condition) : B.eq(i).and(condition);
        }
        return condition;
    }

    private static RenderedSql render(Condition<Object> condition) {
        return new Plain(Integer.MAX_VALUE).render(statement(condition));
    }

    private static SqlStatement statement(Condition<Object> condition) {
        return new SqlStatement.Delete(TABLE, condition.predicate());
    }

    private static String where(Condition<Object> condition) {
        String sql = render(condition).text();
        return sql.substring(sql.indexOf(" WHERE ") + 7);
    }

    @Test
    void operandsOfOneKindAreOneLevelHoweverTheyAreNested() {
        assertThat(operands(conditions(MANY).reduce(Condition::or).orElseThrow()))
                .hasSize(MANY);
        assertThat(operands(rightNested(MANY))).hasSize(MANY);
        assertThat(operands(halved(conditions(MANY).toList()))).hasSize(MANY);
        List<Condition<Object>> four = conditions(4).toList();
        Condition<Object> twice = four.get(0).or(four.get(1)).or(four.get(2).or(four.get(3)));
        assertThat(operands(twice))
                .containsExactlyElementsOf(
                        four.stream().map(Condition::predicate).toList());
        assertThat(where(A.eq(1)
                        .or(A.eq(2).or(B.eq(3)).or(B.eq(4).and(A.isNull().and(B.isNull()))))))
                .isEqualTo(
                        "(\"a\" = ?1 OR \"a\" = ?2 OR \"b\" = ?3 OR (\"b\" = ?4 AND \"a\" IS NULL AND \"b\" IS NULL))");
    }

    @Test
    void operandsStayInTheOrderInWhichTheyWereJoined() {
        List<Condition<Object>> all = conditions(1000).toList();
        String inOrder = where(all.stream().reduce(Condition::or).orElseThrow());
        assertThat(where(halved(all)).replace(" AND ", " OR ")).isEqualTo(inOrder);
    }

    @Test
    void conditionsThatAreBuiltOnOneDoNotDisturbEachOther() throws InterruptedException {
        Condition<Object> prefix = conditions(10_000).reduce(Condition::or).orElseThrow();
        List<Predicate> before = operands(prefix);
        List<Condition<Object>> derived = new ArrayList<>();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(thread -> new Thread(() -> {
                    for (int i = 0; i < 25_000; i++) {
                        Condition<Object> mine = prefix.or(B.eq(i));
                        synchronized (derived) {
                            derived.add(mine);
                        }
                    }
                }))
                .toList();
        threads.forEach(thread -> {
            thread.setUncaughtExceptionHandler((dead, error) -> failure.set(error));
            thread.start();
        });
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failure.get()).isNull();
        // 100,000 copies of the prefix would not fit into this JVM.
        assertThat(derived).hasSize(100_000);
        assertThat(operands(derived.get(5))).hasSize(10_001).startsWith(before.toArray(Predicate[]::new));
        assertThat(operands(prefix)).isEqualTo(before);
    }

    @Test
    void negationOfANegationIsTheConditionItself() {
        Condition<Object> condition = A.eq(1).or(B.eq(2));
        assertThat(condition.not().not().predicate()).isSameAs(condition.predicate());
        Condition<Object> negated = condition;
        for (int i = 0; i < 1_000_001; i++) {
            negated = negated.not();
        }
        assertThat(where(negated)).isEqualTo("NOT ((\"a\" = ?1 OR \"b\" = ?2))");
    }

    @Test
    void deepAndLongConditionsArePrintedWithoutRecursionAndWithoutValues() {
        assertThat(alternating(DEEP).predicate().toString()).isNotEmpty();
        assertThat(alternating(DEEP).not().predicate().toString()).startsWith("Not[");
        assertThat(A.eq(4711).predicate().toString()).contains("Param[INTEGER]").doesNotContain("4711");
    }

    @Test
    void patternThatIsNullIsRefused() {
        TextProperty<Object> text = new TextProperty<>(
                new ValueType<>("Any.text", SqlType.TEXT, A.column(), Function.identity(), String.class::cast));
        Stream.<Function<String, Condition<Object>>>of(
                        text::like,
                        text::notLike,
                        text::ilike,
                        text::startsWith,
                        text::contains,
                        text::endsWith,
                        text::startsWithIgnoreCase,
                        text::containsIgnoreCase,
                        text::endsWithIgnoreCase,
                        text::eq,
                        text::lt)
                .forEach(condition -> assertThatThrownBy(() -> condition.apply(null))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("Any.text"));
    }

    @Test
    void whatRestrictsNothingIsLeftOutOfAnd() {
        assertThat(where(A.notIn(List.of()).and(B.eq(1)))).isEqualTo("\"b\" = ?1");
        assertThat(where(B.eq(1).and(A.notIn(List.of())))).isEqualTo("\"b\" = ?1");
    }

    @Test
    void rendererTakes32LevelsAndNoMore() {
        assertThat(render(alternating(32)).parameters()).hasSize(33);
        Condition<Object> refused = alternating(34);
        assertThatThrownBy(() -> render(refused))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 32 levels of and, or and not");
        Condition<Object> negated = A.eq(1);
        for (int i = 0; i < 16; i++) {
            negated = negated.not().or(B.eq(i));
        }
        assertThat(render(negated).text()).contains("NOT (");
        Condition<Object> refusedToo = negated.not();
        assertThatThrownBy(() -> render(refusedToo)).isInstanceOf(IllegalArgumentException.class);
        // What the scope adds around it is no level of the user's.
        assertThat(where(negated.and(A.isNull()))).startsWith("(");
    }

    @Test
    void rendererNeedsLittleStack() throws InterruptedException {
        AtomicReference<@Nullable Object> outcome = new AtomicReference<>();
        Thread small = new Thread(null, () -> outcome.set(render(alternating(32))), "small stack", 64 * 1024);
        small.setUncaughtExceptionHandler((thread, error) -> outcome.set(error));
        small.start();
        small.join();
        assertThat(outcome.get()).isInstanceOf(RenderedSql.class);
    }

    @Test
    void rendererRefusesMoreParametersThanTheDialectTakes() {
        Condition<Object> many = conditions(500).reduce(Condition::or).orElseThrow();
        assertThat(new Plain(500).render(statement(many)).parameters()).hasSize(500);
        assertThatThrownBy(() -> new Plain(499).render(statement(many)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it has more values than the 499 parameters that plain takes; compare with all of them by"
                        + " one in(), or ask in parts");
    }

    @Test
    void rendererRefusesMoreTermsThanADatabaseDigests() {
        assertThat(render(nulls(100_000)).text()).hasSizeGreaterThan(100_000);
        assertThatThrownBy(() -> render(nulls(MANY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("joins more than 100000 others");
        // Twice itself, so often that nobody could hold it in full.
        Condition<Object> doubled = A.isNull();
        Condition<Object> mixed = A.isNull();
        for (int i = 0; i < 100; i++) {
            doubled = doubled.or(doubled);
            mixed = i % 8 < 4 ? mixed.or(mixed) : mixed.and(mixed);
        }
        Condition<Object> refused = doubled;
        assertThatThrownBy(() -> render(refused)).isInstanceOf(IllegalArgumentException.class);
        Condition<Object> refusedToo = mixed;
        assertThatThrownBy(() -> render(refusedToo)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Condition<Object> nulls(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> A.isNull())
                .reduce(Condition::or)
                .orElseThrow();
    }

    /** A dialect with as many parameters as a test wants. */
    private record Plain(int maxParameters) implements Dialect {

        @Override
        public String driver() {
            return "plain";
        }

        @Override
        public RenderedSql render(SqlStatement statement) {
            return new SqlRenderer(this) {
                @Override
                protected String placeholder(int position, SqlType type) {
                    return "?" + position;
                }
            }.render(statement);
        }

        @Override
        public String columnType(Column column) {
            return column.type().name();
        }
    }
}
