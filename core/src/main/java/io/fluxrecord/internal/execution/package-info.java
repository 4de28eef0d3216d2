/**
 * Runs rendered statements: binds values, borrows or shares a connection, counts and reads rows, begins and ends
 * transactions. Alone in touching an R2DBC connection.
 */
@NullMarked
package io.fluxrecord.internal.execution;

import org.jspecify.annotations.NullMarked;
