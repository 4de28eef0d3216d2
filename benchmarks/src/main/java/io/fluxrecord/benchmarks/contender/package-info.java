/**
 * What every contender must do, and in the packages below it one class per library that does it in the way that the
 * library's documentation shows. All of them work on the table {@code items} of
 * {@link io.fluxrecord.benchmarks.database.ItemDatabase}, with pools of the same size.
 */
@NullMarked
package io.fluxrecord.benchmarks.contender;

import org.jspecify.annotations.NullMarked;
