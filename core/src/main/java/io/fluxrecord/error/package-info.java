/** Everything that Fluxrecord itself signals. */
@NullMarked
package io.fluxrecord.error;

import org.jspecify.annotations.NullMarked;
