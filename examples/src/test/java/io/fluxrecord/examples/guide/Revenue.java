package io.fluxrecord.examples.guide;

import io.fluxrecord.annotation.Projection;
import java.math.BigDecimal;

/** What a report shows. */
// tag::revenue[]
@Projection
record Revenue(String country, BigDecimal total, long purchases) {}
// end::revenue[]
