/** PostgreSQL as a dialect; found by its driver. */
@NullMarked
package io.fluxrecord.dialect.postgresql;

import org.jspecify.annotations.NullMarked;
