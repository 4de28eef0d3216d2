package io.fluxrecord.tck.network;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Takes what comes: also the rest of a conversation that has turned into cipher. */
final class RawFraming {

    private static final String DATA = "data";
    private static final int LARGEST = 16 * 1024;

    private RawFraming() {}

    static @Nullable Message read(Side from, InputStream in) throws IOException {
        int first = in.read();
        return first < 0 ? null : rest(from, first, in);
    }

    /** Read what has come behind a byte that is read already, and wait for no more. */
    static Message rest(Side from, int first, InputStream in) throws IOException {
        byte[] bytes = new byte[LARGEST];
        bytes[0] = (byte) first;
        int more = in.read(bytes, 1, Math.min(in.available(), LARGEST - 1));
        return Message.of(from, DATA, "", Arrays.copyOf(bytes, 1 + Math.max(0, more)));
    }
}
