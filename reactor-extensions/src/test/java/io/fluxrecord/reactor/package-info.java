@NullUnmarked
package io.fluxrecord.reactor;

import org.jspecify.annotations.NullUnmarked;
