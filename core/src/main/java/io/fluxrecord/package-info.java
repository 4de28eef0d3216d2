/**
 * The public face: models extend {@link io.fluxrecord.ActiveRecord} and take up mixins, a
 * {@link io.fluxrecord.Database} holds the connections, a {@link io.fluxrecord.Query} asks. What comes in is a record
 * or query; it goes to {@code internal.lifecycle} or straight to {@code internal.persistence}.
 */
@NullMarked
package io.fluxrecord;

import org.jspecify.annotations.NullMarked;
