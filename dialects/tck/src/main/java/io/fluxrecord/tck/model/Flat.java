package io.fluxrecord.tck.model;

/** A column of every type that an array can be made of. */
public class Flat extends Scalars<Flat> {}
