package io.fluxrecord.tck.model;

import org.jspecify.annotations.Nullable;

/** A number that may be missing. */
public class Voucher extends Portable<Voucher> {

    private static final long serialVersionUID = 1;

    public @Nullable Integer points;
    public int uses;
}
