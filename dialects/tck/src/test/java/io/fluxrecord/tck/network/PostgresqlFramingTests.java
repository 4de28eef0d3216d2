package io.fluxrecord.tck.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where messages begin and end, by the pages on the protocol in PostgreSQL's manual. */
final class PostgresqlFramingTests {

    private static final int VERSION_3 = 3 << 16;

    private final Framing.Conversation conversation = Framing.postgresql().begin();

    private static byte[] opening(int code, String body) {
        byte[] text = body.getBytes(UTF_8);
        return bytes(out -> {
            out.writeInt(8 + text.length);
            out.writeInt(code);
            out.write(text);
        });
    }

    private static byte[] ordinary(char letter, String body) {
        byte[] text = body.getBytes(UTF_8);
        return bytes(out -> {
            out.writeByte(letter);
            out.writeInt(4 + text.length);
            out.write(text);
        });
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static InputStream stream(byte[]... messages) {
        return new ByteArrayInputStream(bytes(out -> {
            for (byte[] message : messages) {
                out.write(message);
            }
        }));
    }

    private List<String> read(Side from, byte[]... messages) throws IOException {
        InputStream in = stream(messages);
        List<String> read = new ArrayList<>();
        for (Message message = conversation.next(from, in); message != null; message = conversation.next(from, in)) {
            read.add(message.toString());
        }
        return read;
    }

    @Test
    void sessionIsToldMessageByMessage() throws IOException {
        assertThat(read(
                        Side.CLIENT,
                        opening(VERSION_3, "user\0ann\0\0"),
                        ordinary('Q', "BEGIN\0"),
                        ordinary('P', "S_1\0SELECT $1\0\0\0"),
                        ordinary('B', "B_1\0S_1\0\0\0\0\0\0\0"),
                        ordinary('E', "B_1\0\0\0\0\0"),
                        ordinary('S', "")))
                .containsExactly(
                        "CLIENT startup user ann",
                        "CLIENT Q BEGIN",
                        "CLIENT P SELECT $1",
                        "CLIENT B SELECT $1",
                        "CLIENT E SELECT $1",
                        "CLIENT S");
        assertThat(read(
                        Side.SERVER,
                        ordinary('C', "BEGIN\0"),
                        ordinary('Z', "T"),
                        ordinary('E', "SERROR\0C57014\0Mcanceling statement\0\0")))
                .containsExactly("SERVER C BEGIN", "SERVER Z T", "SERVER E 57014 canceling statement");
    }

    @Test
    void cancelRequestIsNoSession() throws IOException {
        assertThat(read(Side.CLIENT, opening(80877102, "\0\0\0\1\0\0\0\2"))).containsExactly("CLIENT cancel");
    }

    @Test
    void whatFollowsGrantedEncryptionPassesAsItComes() throws IOException {
        assertThat(read(Side.CLIENT, opening(80877103, ""))).containsExactly("CLIENT ssl");
        assertThat(read(Side.SERVER, new byte[] {'S'}, new byte[] {22, 3, 1}))
                .containsExactly("SERVER ssl S", "SERVER data");
        assertThat(read(Side.CLIENT, new byte[] {22, 3, 1})).containsExactly("CLIENT data");
    }

    @Test
    void sessionBeginsInPlainWhereEncryptionIsDeclined() throws IOException {
        assertThat(read(Side.CLIENT, opening(80877103, ""))).containsExactly("CLIENT ssl");
        assertThat(read(Side.SERVER, new byte[] {'N'})).containsExactly("SERVER ssl N");
        assertThat(read(Side.CLIENT, opening(VERSION_3, "user\0ann\0\0"))).containsExactly("CLIENT startup user ann");
        assertThat(read(Side.SERVER, ordinary('Z', "I"))).containsExactly("SERVER Z I");
    }

    @Test
    void streamThatEndsWithinAMessageIsAnError() {
        assertThatThrownBy(() -> read(Side.SERVER, new byte[] {'C', 0, 0, 0, 9, 'B'}))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void otherProtocolIsAnError() {
        assertThatThrownBy(() -> read(Side.SERVER, "HTTP/1.1 200 OK".getBytes(UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessage("not PostgreSQL's protocol: HTTP/");
    }

    private interface Writing {
        void write(DataOutputStream out) throws IOException;
    }
}
