package io.fluxrecord.tck.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Packets of the protocol of MariaDB without encryption: three bytes of length, the least first, a number that begins
 * anew with each command, and the content.
 */
final class MariadbFraming implements Framing.Conversation {

    static final String STATEMENT = "statement";
    static final String ANSWER = "answer";
    static final String OTHER = "packet";

    private static final int HEADER = 4;
    private static final int COM_QUERY = 3;

    /** The statement that was sent last: the server does not say which one it answers. */
    private volatile String statement = "";

    @Override
    public @Nullable Message next(Side from, InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        byte[] bytes = packet(first, in);
        int number = bytes[HEADER - 1];
        if (from == Side.SERVER) {
            return Message.of(from, number == 1 ? ANSWER : OTHER, number == 1 ? statement : "", bytes);
        }
        if (number != 0 || bytes.length == HEADER || bytes[HEADER] != COM_QUERY) {
            return Message.of(from, OTHER, "", bytes);
        }
        statement = new String(bytes, HEADER + 1, bytes.length - HEADER - 1, UTF_8);
        return Message.of(from, STATEMENT, statement, bytes);
    }

    private static byte[] packet(int first, InputStream in) throws IOException {
        byte[] header = new byte[HEADER];
        header[0] = (byte) first;
        read(in, header, 1);
        int length = (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
        byte[] packet = Arrays.copyOf(header, HEADER + length);
        read(in, packet, HEADER);
        return packet;
    }

    private static void read(InputStream in, byte[] into, int start) throws IOException {
        if (in.readNBytes(into, start, into.length - start) < into.length - start) {
            throw new EOFException("the stream ends within a packet");
        }
    }
}
