/** How values of an application's own types are stored. */
@NullMarked
package io.fluxrecord.mapping;

import org.jspecify.annotations.NullMarked;
