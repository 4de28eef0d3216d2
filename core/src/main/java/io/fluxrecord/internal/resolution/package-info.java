/** Turns what a statement says along relations into what SQL has: joins and subqueries, with all scopes in place. */
@NullMarked
package io.fluxrecord.internal.resolution;

import org.jspecify.annotations.NullMarked;
