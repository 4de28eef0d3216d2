/** The errors that a user can see: one code each, reported on the element that is to change. */
@NullMarked
package io.fluxrecord.processor.report;

import org.jspecify.annotations.NullMarked;
