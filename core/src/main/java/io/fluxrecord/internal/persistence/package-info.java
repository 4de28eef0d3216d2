/**
 * From record or criteria to statement and back: decides what a statement must say, has the dialect render it (once per
 * model for the fixed operations), hands it to {@code internal.execution} and lets the record know of the result.
 */
@NullMarked
package io.fluxrecord.internal.persistence;

import org.jspecify.annotations.NullMarked;
