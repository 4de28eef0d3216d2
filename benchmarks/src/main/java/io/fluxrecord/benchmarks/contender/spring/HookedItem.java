package io.fluxrecord.benchmarks.contender.spring;

import org.springframework.data.relational.core.mapping.Table;

/** The same row as {@link Item}, of a class for which {@link SpringConfiguration} has two callbacks. */
@Table("items")
public class HookedItem extends Item {}
