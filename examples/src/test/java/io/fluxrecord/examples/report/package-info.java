/** Right and wrong figures. */
@NullMarked
package io.fluxrecord.examples.report;

import org.jspecify.annotations.NullMarked;
