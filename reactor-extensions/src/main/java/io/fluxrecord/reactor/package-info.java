/** What composes with a pipeline of records; written against the public API of the core alone. */
@NullMarked
package io.fluxrecord.reactor;

import org.jspecify.annotations.NullMarked;
