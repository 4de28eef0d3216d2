/**
 * From the catalog of a database to the sources of models. What comes in is an {@link io.fluxrecord.catalog.Catalog},
 * what goes out are files of Java, the same for the same catalog to the byte. Tables and columns are decided on
 * ({@code …Plan}) before anything is written. Foreign keys, once catalogs have them, are for a {@code TablePlan} to
 * hold.
 */
@NullMarked
package io.fluxrecord.generate;

import org.jspecify.annotations.NullMarked;
