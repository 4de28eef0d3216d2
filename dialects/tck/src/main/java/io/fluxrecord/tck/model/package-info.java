/** Small models, each of which exercises one thing. */
@NullMarked
package io.fluxrecord.tck.model;

import org.jspecify.annotations.NullMarked;
