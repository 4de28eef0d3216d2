@NullMarked
package io.fluxrecord.maven;

import org.jspecify.annotations.NullMarked;
