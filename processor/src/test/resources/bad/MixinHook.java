package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.*;
import io.fluxrecord.lifecycle.Lifecycle;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;

interface MixinHook {

    @On(Lifecycle.BEFORE_SAVE)
    void open(); // error: [FLX040] @On needs a default method without parameters that returns void or a Publisher, but bad.MixinHook.open() is abstract

    @On(Lifecycle.BEFORE_SAVE)
    static void fixed() {} // error: [FLX040] @On needs a default method without parameters that returns void or a Publisher, but bad.MixinHook.fixed() is static

    @On(Lifecycle.BEFORE_SAVE)
    private void hidden() {} // error: [FLX040] @On needs a default method without parameters that returns void or a Publisher, but bad.MixinHook.hidden() is private

    @On(Lifecycle.BEFORE_SAVE)
    default void needy(String what) {} // error: [FLX040] @On needs a default method without parameters that returns void or a Publisher, but bad.MixinHook.needy() has parameters

    @On(Lifecycle.BEFORE_SAVE)
    default <T> void generic() {} // error: [FLX040] @On needs a default method without parameters that returns void or a Publisher, but bad.MixinHook.generic() has type parameters

    @On(Lifecycle.BEFORE_SAVE)
    default void failing() throws Exception {} // error: [FLX040] @On needs a default method without parameters that returns void or a Publisher, but bad.MixinHook.failing() declares checked exceptions

    @On(Lifecycle.BEFORE_SAVE)
    default CompletableFuture<Void> future() { // error: [FLX040] @On needs a default method without parameters that returns void or a Publisher, but bad.MixinHook.future() returns java.util.concurrent.CompletableFuture<java.lang.Void>
        return new CompletableFuture<>();
    }

    @On(Lifecycle.BEFORE_SAVE)
    default Mono<Void> fine() {
        return Mono.empty();
    }
}

abstract class HookedModel extends ActiveRecord<HookedModel> implements MixinHook {}
