/** The records against what ISO and TPC-H say about them. */
@NullMarked
package io.fluxrecord.examples.source;

import org.jspecify.annotations.NullMarked;
