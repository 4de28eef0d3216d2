/**
 * The operations of a record from end to end: a record comes in, before-hooks run, {@code internal.persistence} writes
 * it, after-hooks run, all in one transaction where there is anything to undo.
 */
@NullMarked
package io.fluxrecord.internal.lifecycle;

import org.jspecify.annotations.NullMarked;
