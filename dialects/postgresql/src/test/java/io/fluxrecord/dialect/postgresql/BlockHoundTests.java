package io.fluxrecord.dialect.postgresql;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Proves that what would catch a blocked thread in the other tests is there and awake. */
final class BlockHoundTests {

    @Test
    void blockingOnAThreadThatMustNotBlockIsAnError() {
        StepVerifier.create(Mono.fromCallable(() -> new CountDownLatch(1).await(1, TimeUnit.SECONDS))
                        .subscribeOn(Schedulers.parallel()))
                .verifyError(BlockingOperationError.class);
    }
}
