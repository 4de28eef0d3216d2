/** The contract with generated code: how a model is stored, and the state that a record carries beside its fields. */
@NullMarked
package io.fluxrecord.mapping;

import org.jspecify.annotations.NullMarked;
