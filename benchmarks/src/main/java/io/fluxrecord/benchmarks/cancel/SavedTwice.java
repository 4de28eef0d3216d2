package io.fluxrecord.benchmarks.cancel;

import io.fluxrecord.benchmarks.contender.Cancellable;
import io.fluxrecord.benchmarks.contender.Saving;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/** Two branches of a pipeline save one new object. */
final class SavedTwice implements Trial {

    @Override
    public String title() {
        return "One new object is saved by two branches at once: Mono.zip(save, save).";
    }

    @Override
    public List<String> columns() {
        return List.of("tries", "two rows", "one row", "no row", "refused");
    }

    @Override
    public int tries() {
        return 240;
    }

    @Override
    public int connections() {
        return 2;
    }

    /** Where there are only statements, nobody could know that an object has been inserted already. */
    @Override
    public <E> List<?> play(Cancellable<E> library, Server server, Tries tries) throws SQLException {
        return library instanceof Saving<?> saving
                ? play(saving, server, tries)
                : Collections.nCopies(columns().size(), "-");
    }

    private static <E> List<?> play(Saving<E> library, Server server, Tries tries) throws SQLException {
        int refused = 0;
        while (tries.next()) {
            E item = library.create(tries.begun());
            if (Answer.of(Mono.zip(saved(library, item), saved(library, item))) != Answer.DONE) {
                refused++;
            }
        }
        server.openAtRest();
        Map<Integer, Integer> rows = server.inserted();
        return List.of(tries.told(), count(2, rows, tries), count(1, rows, tries), count(0, rows, tries), refused);
    }

    private static <E> Mono<Boolean> saved(Saving<E> library, E item) {
        return library.save(item).thenReturn(true);
    }

    private static long count(int expected, Map<Integer, Integer> rows, Tries tries) {
        return IntStream.rangeClosed(1, tries.begun())
                .filter(number -> rows.getOrDefault(number, 0) == expected)
                .count();
    }
}
