/** What the classes that the annotation processor writes are made of and call. Not for applications. */
@NullMarked
package io.fluxrecord.generated;

import org.jspecify.annotations.NullMarked;
