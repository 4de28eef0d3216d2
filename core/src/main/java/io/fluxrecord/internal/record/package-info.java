/** Records in memory: what each knows of its row, what is under way on it, and how it goes back. */
@NullMarked
package io.fluxrecord.internal.record;

import org.jspecify.annotations.NullMarked;
