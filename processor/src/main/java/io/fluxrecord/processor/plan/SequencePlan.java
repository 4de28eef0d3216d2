package io.fluxrecord.processor.plan;

/**
 * The sequence that the key is taken from.
 *
 * @param block how many values are fetched at a time
 */
public record SequencePlan(String name, int block) {}
