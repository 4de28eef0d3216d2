package io.fluxrecord.tck.model;

import io.fluxrecord.annotation.Projection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is shown of a deal, with its clients. */
@Projection
public record DealView(
        long id,
        Optional<String> state,
        @Nullable ClientView client,
        @Nullable ClientView broker,
        boolean late) {}
