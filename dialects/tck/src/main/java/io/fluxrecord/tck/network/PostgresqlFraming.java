package io.fluxrecord.tck.network;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One conversation in PostgreSQL's protocol, version 3: the client's first messages are a length and a code, all others
 * a letter, a length that counts itself, and a body. What follows a request for encryption that the server has granted
 * is cipher, and passes as it comes.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">Message Formats</a>
 */
final class PostgresqlFraming implements Framing.Conversation {

    private static final int CANCEL_REQUEST = 80877102;
    private static final int SSL_REQUEST = 80877103;
    private static final int GSSENC_REQUEST = 80877104;
    private static final int LENGTH = Integer.BYTES;
    private static final int LARGEST = 1 << 30;

    /**
     * The SQL of prepared statements and portals, so that their execution can be told by it. Only the client's thread.
     */
    private final Map<String, String> statements = new HashMap<>();

    private final Map<String, String> portals = new HashMap<>();
    private boolean started;

    private volatile boolean encryptionAsked;
    private volatile boolean encrypted;

    @Override
    public @Nullable Message next(Side from, InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        // Only now: the client waits in the read above while the server grants encryption.
        if (encrypted) {
            return RawFraming.rest(from, first, in);
        }
        if (from == Side.SERVER) {
            return encryptionAsked && first != 'E' ? encryptionAnswer(first) : ordinary(from, first, in);
        }
        return started ? ordinary(from, first, in) : opening(first, in);
    }

    private Message opening(int first, InputStream in) throws IOException {
        byte[] bytes = whole(in, 0, first);
        if (bytes.length < 2 * LENGTH) {
            throw new IOException("a first message of " + bytes.length + " bytes");
        }
        int code = ByteBuffer.wrap(bytes).getInt(LENGTH);
        String kind =
                switch (code) {
                    case CANCEL_REQUEST -> Message.CANCEL;
                    case SSL_REQUEST, GSSENC_REQUEST -> PostgresqlMessages.ENCRYPTION;
                    default -> PostgresqlMessages.STARTUP;
                };
        encryptionAsked = kind.equals(PostgresqlMessages.ENCRYPTION);
        started = kind.equals(PostgresqlMessages.STARTUP);
        return Message.of(Side.CLIENT, kind, started ? parameters(bytes) : "", bytes);
    }

    private static String parameters(byte[] bytes) {
        return new String(bytes, 2 * LENGTH, bytes.length - 2 * LENGTH, UTF_8)
                .replace('\0', ' ')
                .strip();
    }

    /** The answer to a request for encryption is one byte. */
    private Message encryptionAnswer(int answer) {
        encryptionAsked = false;
        encrypted = answer != 'N';
        return Message.of(
                Side.SERVER, PostgresqlMessages.ENCRYPTION, Character.toString(answer), new byte[] {(byte) answer});
    }

    private Message ordinary(Side from, int letter, InputStream in) throws IOException {
        byte[] bytes = whole(in, 1, letter);
        ByteBuffer body = ByteBuffer.wrap(bytes).position(1 + LENGTH);
        String text = from == Side.CLIENT ? clientText(letter, body) : serverText(letter, body);
        return Message.of(from, Character.toString(letter), text, bytes);
    }

    private String clientText(int letter, ByteBuffer body) {
        return switch (letter) {
            case 'Q' -> string(body);
            case 'P' -> parsed(string(body), string(body));
            case 'B' -> bound(string(body), string(body));
            case 'E' -> portals.getOrDefault(string(body), "");
            default -> "";
        };
    }

    private String parsed(String statement, String sql) {
        statements.put(statement, sql);
        return sql;
    }

    private String bound(String portal, String statement) {
        String sql = statements.getOrDefault(statement, "");
        portals.put(portal, sql);
        return sql;
    }

    private static String serverText(int letter, ByteBuffer body) {
        return switch (letter) {
            case 'C' -> string(body);
            case 'Z' -> Character.toString(body.get());
            case 'E', 'N' -> report(body);
            default -> "";
        };
    }

    /** The SQLSTATE and the message of an error or a notice. */
    private static String report(ByteBuffer body) {
        String state = "";
        String message = "";
        for (int field = body.get(); field != 0; field = body.get()) {
            String value = string(body);
            if (field == 'C') {
                state = value;
            } else if (field == 'M') {
                message = value;
            }
        }
        return state + " " + message;
    }

    private static String string(ByteBuffer body) {
        int start = body.position();
        while (body.get() != 0) {
            // Go on to the byte that ends it.
        }
        byte[] text = new byte[body.position() - 1 - start];
        body.get(start, text);
        return new String(text, UTF_8);
    }

    /** Read a message of which the first byte is read: its length stands at {@code lengthAt}, and counts from there. */
    private static byte[] whole(InputStream in, int lengthAt, int first) throws IOException {
        byte[] head = new byte[lengthAt + LENGTH];
        head[0] = (byte) first;
        fill(head, 1, in);
        int length = ByteBuffer.wrap(head).getInt(lengthAt);
        if (length < LENGTH || length > LARGEST) {
            throw new IOException("not PostgreSQL's protocol: " + new String(head, ISO_8859_1));
        }
        byte[] bytes = new byte[lengthAt + length];
        System.arraycopy(head, 0, bytes, 0, head.length);
        fill(bytes, head.length, in);
        return bytes;
    }

    private static void fill(byte[] bytes, int from, InputStream in) throws IOException {
        if (in.readNBytes(bytes, from, bytes.length - from) < bytes.length - from) {
            throw new EOFException("the stream ends within a message");
        }
    }
}
