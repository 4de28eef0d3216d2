/** The databases under test: started, given the table {@code items}, kept tidy and asked what really happened. */
@NullMarked
package io.fluxrecord.benchmarks.database;

import org.jspecify.annotations.NullMarked;
