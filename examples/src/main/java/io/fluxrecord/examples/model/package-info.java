/**
 * The models of the tour, each with the mixins and hooks that its story needs. This is all that an application writes;
 * the annotation processor generates {@code Order_} beside {@code Order}.
 */
@NullMarked
package io.fluxrecord.examples.model;

import org.jspecify.annotations.NullMarked;
