/**
 * The annotation processor. Elements come in from the compiler, {@code read} turns each model into a {@code plan},
 * {@code write} turns the plan into a source file; what is wrong with a model goes through {@code report}.
 */
@NullMarked
package io.fluxrecord.processor;

import org.jspecify.annotations.NullMarked;
