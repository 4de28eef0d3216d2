/** Database servers that this JVM unpacks and starts. */
@NullMarked
package io.fluxrecord.embedded;

import org.jspecify.annotations.NullMarked;
