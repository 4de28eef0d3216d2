/** Hibernate Reactive on the Vert.x client for PostgreSQL, not on R2DBC. */
@NullMarked
package io.fluxrecord.benchmarks.contender.hibernate;

import org.jspecify.annotations.NullMarked;
