/**
 * From statement to SQL text: the renderer writes standard SQL and asks a {@link io.fluxrecord.dialect.Dialect} where
 * databases differ.
 */
@NullMarked
package io.fluxrecord.dialect;

import org.jspecify.annotations.NullMarked;
