/**
 * What the guide shows: its Java is cut from these files, between {@code // tag::name[]} and {@code // end::name[]}, so
 * that all of it compiles and passes. Written as an application would be, and so without annotations for nulls.
 */
@NullUnmarked
package io.fluxrecord.examples.guide;

import org.jspecify.annotations.NullUnmarked;
