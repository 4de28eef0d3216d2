/** The vocabulary of hooks and listeners: when they run and what they may decide. */
@NullMarked
package io.fluxrecord.lifecycle;

import org.jspecify.annotations.NullMarked;
