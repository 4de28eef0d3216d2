package io.fluxrecord.tck.model;

/** An enum, stored by name. */
public enum Color {
    RED,
    GREEN
}
