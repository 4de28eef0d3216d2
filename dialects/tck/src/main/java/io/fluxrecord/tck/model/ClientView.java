package io.fluxrecord.tck.model;

import io.fluxrecord.annotation.Projection;
import org.jspecify.annotations.Nullable;

/** What is shown of a client. */
@Projection
public record ClientView(String name, @Nullable Integer rating) {}
