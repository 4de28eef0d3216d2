/** What is to be generated for a model: immutable and validated, so that writing it cannot fail. */
@NullMarked
package io.fluxrecord.processor.plan;

import org.jspecify.annotations.NullMarked;
