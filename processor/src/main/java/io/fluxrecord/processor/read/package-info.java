/** Turns the elements of the compiler into plans, and says where they cannot be. */
@NullMarked
package io.fluxrecord.processor.read;

import org.jspecify.annotations.NullMarked;
