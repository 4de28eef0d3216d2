/**
 * Transactions of Spring and of Fluxrecord as the same ones: records take part in a transaction that Spring has begun,
 * and Spring in one that Fluxrecord has. Found by being there; there is nothing to configure.
 */
@NullMarked
package io.fluxrecord.spring;

import org.jspecify.annotations.NullMarked;
