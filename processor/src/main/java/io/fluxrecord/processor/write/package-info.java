/** Turns plans into source files and the list of services. */
@NullMarked
package io.fluxrecord.processor.write;

import org.jspecify.annotations.NullMarked;
