package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.query.Condition;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Patterns match what they say, whatever characters are in them and whatever a backslash means in a literal. */
public interface PatternContract extends Contract {

    /** What patterns and literals take for something else. */
    String SPECIAL = "!\\%_'\"$?aA";

    @BeforeEach
    default void prepare() {
        bed().prepare(Country_.model());
    }

    private List<String> names(Condition<Country> condition) {
        return await(Country_.query().where(condition).all().map(country -> Objects.requireNonNull(country.name)));
    }

    private void countries(List<String> names) {
        await(Country_.insertAll(Flux.range(0, names.size()).map(i -> new Country("C" + i, names.get(i)))));
    }

    private static String random(Random random, int length) {
        return IntStream.range(0, length)
                .mapToObj(i -> String.valueOf(SPECIAL.charAt(random.nextInt(SPECIAL.length()))))
                .collect(Collectors.joining());
    }

    @Test
    default void partsAreTakenAsTheyStand() {
        Random random = new Random(15);
        List<String> names = IntStream.range(0, 60)
                .mapToObj(i -> random(random, 1 + random.nextInt(5)))
                .toList();
        countries(names);
        for (int i = 0; i < 20; i++) {
            String part = random(random, 1 + random.nextInt(2));
            compare(names, part, Country_.name::startsWith, String::startsWith, Function.identity());
            compare(names, part, Country_.name::contains, String::contains, Function.identity());
            compare(names, part, Country_.name::endsWith, String::endsWith, Function.identity());
            Function<String, String> lower = text -> text.toLowerCase(Locale.ROOT);
            compare(names, part, Country_.name::startsWithIgnoreCase, String::startsWith, lower);
            compare(names, part, Country_.name::containsIgnoreCase, String::contains, lower);
            compare(names, part, Country_.name::endsWithIgnoreCase, String::endsWith, lower);
        }
    }

    private void compare(
            List<String> names,
            String part,
            Function<String, Condition<Country>> condition,
            BiPredicate<String, String> expected,
            Function<String, String> fold) {
        assertThat(names(condition.apply(part)))
                .as("with %s", part)
                .containsExactlyInAnyOrderElementsOf(names.stream()
                        .filter(name -> expected.test(fold.apply(name), fold.apply(part)))
                        .toList());
    }

    @Test
    default void backslashMakesTheNextCharacterOfAPatternAnOrdinaryOne() {
        countries(List.of("50%", "50 off", "a_b", "a!b", "a!!b", "a!_b", "back\\slash", "A_B", "!", "!%"));
        assertThat(names(Country_.name.like("50\\%"))).containsExactly("50%");
        assertThat(names(Country_.name.like("50%"))).containsExactlyInAnyOrder("50%", "50 off");
        assertThat(names(Country_.name.like("a\\_b"))).containsExactly("a_b");
        assertThat(names(Country_.name.like("a_b"))).containsExactlyInAnyOrder("a_b", "a!b");
        assertThat(names(Country_.name.like("a!b"))).containsExactly("a!b");
        assertThat(names(Country_.name.like("a!_b"))).containsExactlyInAnyOrder("a!!b", "a!_b");
        assertThat(names(Country_.name.like("a!\\_b"))).containsExactly("a!_b");
        assertThat(names(Country_.name.like("%\\\\%"))).containsExactly("back\\slash");
        assertThat(names(Country_.name.like("!%"))).containsExactlyInAnyOrder("!", "!%");
        assertThat(names(Country_.name.like("!\\%"))).containsExactly("!%");
        assertThat(names(Country_.name.ilike("A\\_B"))).containsExactlyInAnyOrder("a_b", "A_B");
        assertThat(names(Country_.name.notLike("%\\_%").and(Country_.name.like("a%"))))
                .containsExactlyInAnyOrder("a!b", "a!!b");
    }

    /** A sigma at the end of a word has a small letter of its own. */
    @Test
    default void whatStandsThereExactlyMatchesWhateverItsCase() {
        countries(List.of("\u03A3\u0391\u03A3", "\u03A3\u0391\u03A3\u0391"));
        String word = "\u03A3\u0391\u03A3";
        assertThat(names(Country_.name.endsWithIgnoreCase("\u03A3"))).containsExactly(word);
        assertThat(names(Country_.name.startsWithIgnoreCase(word))).hasSize(2);
        assertThat(names(Country_.name.containsIgnoreCase("\u0391\u03A3"))).hasSize(2);
        assertThat(names(Country_.name.ilike("%\u0391\u03A3"))).containsExactly(word);
    }
}
