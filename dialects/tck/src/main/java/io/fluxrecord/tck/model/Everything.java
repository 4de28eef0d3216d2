package io.fluxrecord.tck.model;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A column of every type. */
public class Everything extends Scalars<Everything> {

    public byte @Nullable [] bytes;
    public @Nullable ByteBuffer buffer;
    public String @Nullable [] texts;
}
