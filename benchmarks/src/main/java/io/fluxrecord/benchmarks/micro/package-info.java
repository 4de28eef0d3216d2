/**
 * JMH microbenchmarks of what is Fluxrecord's alone: from the call of a record or query to the driver and back, over a
 * scripted driver in memory that answers at once and costs next to nothing. They assert nothing.
 */
@NullMarked
package io.fluxrecord.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
