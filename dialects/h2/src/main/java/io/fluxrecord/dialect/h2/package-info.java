/** H2 as a dialect; found by its driver. */
@NullMarked
package io.fluxrecord.dialect.h2;

import org.jspecify.annotations.NullMarked;
