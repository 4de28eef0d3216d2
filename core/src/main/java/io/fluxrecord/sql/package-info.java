/** Statements as immutable trees, without values that count for equality and without I/O. */
@NullMarked
package io.fluxrecord.sql;

import org.jspecify.annotations.NullMarked;
