package io.fluxrecord.tck.model;

import io.fluxrecord.ReadOnlyRecord;
import io.fluxrecord.annotation.Table;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A view without a key. */
@Table("country_count")
public class CountryCount extends ReadOnlyRecord<CountryCount> {

    public @Nullable String initial;
    public long countries;
    public transient boolean loaded;

    @Override
    protected Mono<Void> afterLoad() {
        return Mono.fromRunnable(() -> loaded = true);
    }
}
