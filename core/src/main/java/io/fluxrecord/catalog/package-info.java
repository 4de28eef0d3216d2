/**
 * What a database tells of its schema: tables, columns, indexes and sequences, as its catalog has them. It is read
 * through a {@link io.fluxrecord.dialect.CatalogReader}; all of it is immutable.
 */
@NullMarked
package io.fluxrecord.catalog;

import org.jspecify.annotations.NullMarked;
