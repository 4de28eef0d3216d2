package io.fluxrecord.tck.model;

import io.fluxrecord.annotation.Projection;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Sums of deals. */
@Projection
public record Turnover(@Nullable String nation, @Nullable BigDecimal total, long deals) {}
