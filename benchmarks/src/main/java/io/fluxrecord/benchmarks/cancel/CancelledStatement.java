package io.fluxrecord.benchmarks.cancel;

import io.fluxrecord.benchmarks.contender.Cancellable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import reactor.core.Disposable;

/** A statement is cancelled while the server runs it, and somebody else needs a connection. */
final class CancelledStatement implements Trial {

    private static final Duration UNDER_WAY = Duration.ofMillis(50);
    private static final Duration ENOUGH = Duration.ofMillis(300);
    private static final long UNRELATED = 1;

    @Override
    public String title() {
        return "An update that waits for somebody else's lock is cancelled after 50 ms of waiting, on a pool of 2. While the"
                + " lock is still\nheld, two finds of another row are given 300 ms; one connection is free, and enough for both.";
    }

    @Override
    public List<String> columns() {
        return List.of("tries", "finds answered", "finds stuck", "finds refused");
    }

    @Override
    public int tries() {
        return 12;
    }

    @Override
    public int connections() {
        return 2;
    }

    @Override
    public <E> List<?> play(Cancellable<E> library, Server server, Tries tries) throws SQLException {
        Counts<Answer> seen = new Counts<>(Answer.class);
        while (tries.next()) {
            long id = server.item(tries.begun());
            int inventory = (int) server.inventory(id) + 1;
            Server.Lock lock = server.lock(List.of(id));
            try (lock) {
                Disposable update = library.find(id)
                        .flatMap(item -> library.update(item, inventory))
                        .subscribe(updated -> {}, error -> {});
                server.awaitWaiting(1);
                Pause.about(UNDER_WAY);
                update.dispose();
                List<CompletableFuture<?>> finds = List.of(
                        library.find(UNRELATED).toFuture(),
                        library.find(UNRELATED).toFuture());
                for (Answer answer : Answer.of(finds, ENOUGH)) {
                    seen.add(answer);
                }
            }
            if (server.openAtRest() > 0 || Answer.of(library.find(UNRELATED)) != Answer.DONE) {
                Recovery.of(library, server, tries);
            }
        }
        return List.of(tries.told(), seen.of(Answer.DONE), seen.of(Answer.NONE), seen.of(Answer.REFUSED));
    }
}
