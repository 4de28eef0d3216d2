package common;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;
import io.fluxrecord.annotation.MappedSuperclass;
import reactor.core.publisher.Mono;

@MappedSuperclass
public abstract class Named<T extends Named<T, K>, K> extends ActiveRecord<T> implements UuidKey {

    private String name;
    public K kind;

    public final String getName() {
        return name;
    }

    public final T setName(String name) {
        this.name = name;
        @SuppressWarnings("unchecked")
        T self = (T) this;
        return self;
    }

    @Override
    protected Mono<Void> afterSave() {
        return Mono.empty();
    }
}
