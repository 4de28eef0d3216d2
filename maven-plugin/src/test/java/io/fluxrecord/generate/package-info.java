@NullMarked
package io.fluxrecord.generate;

import org.jspecify.annotations.NullMarked;
