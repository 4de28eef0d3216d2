/**
 * The typed properties that generated classes offer, and the conditions, orders and changes that they make. Describes,
 * never runs.
 */
@NullMarked
package io.fluxrecord.query;

import org.jspecify.annotations.NullMarked;
