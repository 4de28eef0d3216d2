package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Transient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Every hook, each of which notes that it ran and does what the test tells it to. */
public class Traced extends ActiveRecord<Traced> implements SoftDeletable {

    public @Id @Nullable Long id;
    public String name = "";

    /** Not stored: the hooks that ran, in order. */
    public @Transient List<String> trace = new CopyOnWriteArrayList<>();

    /** Not stored: the hook in which {@link #then} happens. */
    public @Transient String at = "";

    /** Not stored: what a hook returns. */
    public @Transient Publisher<?> then = Mono.empty();

    public Traced() {}

    public Traced(String name) {
        this.name = name;
    }

    private Publisher<?> ran(String hook) {
        trace.add(hook);
        return hook.equals(at) ? then : Mono.empty();
    }

    @Override
    protected Publisher<?> beforeSave() {
        return ran("beforeSave");
    }

    @Override
    protected Publisher<?> beforeInsert() {
        return ran("beforeInsert");
    }

    @Override
    protected Publisher<?> beforeUpdate() {
        return ran("beforeUpdate");
    }

    @Override
    protected Publisher<?> afterInsert() {
        return ran("afterInsert");
    }

    @Override
    protected Publisher<?> afterUpdate() {
        return ran("afterUpdate");
    }

    @Override
    protected Publisher<?> afterSave() {
        return ran("afterSave");
    }

    @Override
    protected Publisher<?> beforeDelete() {
        return ran("beforeDelete");
    }

    @Override
    protected Publisher<?> afterDelete() {
        return ran("afterDelete");
    }

    @Override
    protected Publisher<?> beforeRestore() {
        return ran("beforeRestore");
    }

    @Override
    protected Publisher<?> afterRestore() {
        return ran("afterRestore");
    }

    @Override
    protected Publisher<?> afterCommit() {
        return ran("afterCommit");
    }

    @Override
    protected Publisher<?> afterRollback() {
        return ran("afterRollback");
    }
}
