/**
 * The stations of the tour, one class each. A step does its work as one pipeline, tells the report what happened, and
 * hands it figures: what was expected and what the database said.
 */
@NullMarked
package io.fluxrecord.examples.step;

import org.jspecify.annotations.NullMarked;
