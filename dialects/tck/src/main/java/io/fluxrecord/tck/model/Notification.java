package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Transient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A notification that is delivered asynchronously when it is stored. */
public class Notification extends ActiveRecord<Notification> {

    public @Id @Nullable Long id;
    public String text = "";
    public boolean sent;

    /** Not stored: where an asynchronous delivery leaves its trace. */
    public @Transient List<String> delivered = new CopyOnWriteArrayList<>();

    public Notification() {}

    public Notification(String text) {
        this.text = text;
    }

    /** Deliver on another thread, as a mail server would. */
    @Override
    protected Mono<Void> afterInsert() {
        return Mono.fromRunnable(() -> delivered.add(text))
                .delaySubscription(Duration.ofMillis(1))
                .then();
    }
}
