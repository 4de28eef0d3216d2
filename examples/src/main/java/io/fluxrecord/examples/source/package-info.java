/**
 * Where the real records come from: the JDK's own ISO tables and the TPC-H generator, as new records that are not saved
 * yet. Steps compute what they expect from the same records, with plain streams and no database.
 */
@NullMarked
package io.fluxrecord.examples.source;

import org.jspecify.annotations.NullMarked;
