/** How a model and what the database has of it differ. */
@NullMarked
package io.fluxrecord.internal.schema;

import org.jspecify.annotations.NullMarked;
