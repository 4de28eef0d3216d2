package io.fluxrecord.processor.plan;

import io.fluxrecord.lifecycle.Lifecycle;

/**
 * A method of a mixin that an event calls.
 *
 * @param publishes whether it returns a publisher; else it is a plain callback
 */
public record HookPlan(Lifecycle event, String method, boolean publishes) {}
