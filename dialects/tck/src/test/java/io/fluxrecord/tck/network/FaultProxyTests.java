package io.fluxrecord.tck.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The proxy before a server that sends back what it gets. */
@NullUnmarked
final class FaultProxyTests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A thread for each end: on two cores, the common pool of JDK 25 has one for both. */
    private static final Executor THREADS = task -> new Thread(task).start();

    private final ServerSocket server = open();
    private final FaultProxy proxy =
            FaultProxy.to(server.getInetAddress().getHostAddress(), server.getLocalPort(), Framing.raw());

    private static ServerSocket open() {
        try {
            return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        server.close();
    }

    private CompletableFuture<Long> echo() {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (Socket socket = server.accept()) {
                        return socket.getInputStream().transferTo(socket.getOutputStream());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                THREADS);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(proxy.host(), proxy.port());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    @Test
    void bytesPassUnchangedInBothDirections() throws IOException {
        proxy.when(Message.fromClient()).splitRandomly(4711);
        byte[] sent = new byte[1 << 18];
        new Random(4711).nextBytes(sent);
        CompletableFuture<Long> echo = echo();
        try (Socket client = connect()) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(client, sent), THREADS);
            assertThat(client.getInputStream().readAllBytes()).isEqualTo(sent);
            sending.join();
        }
        assertThat(echo.join()).isEqualTo(sent.length);
    }

    private static void send(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void closedProxyClosesItsConnectionsAndTakesNoMore() throws IOException {
        CompletableFuture<Long> echo = echo();
        try (Socket client = connect()) {
            client.getOutputStream().write(1);
            assertThat(client.getInputStream().read()).isEqualTo(1);
            proxy.close();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(echo.join()).isEqualTo(1);
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void closedProxyWaitsForNothingThatIsFrozenOrLate() throws IOException {
        Rule late = proxy.when(Message.fromServer()).delay(Duration.ofHours(1));
        CompletableFuture<Long> echo = echo();
        try (Socket client = connect()) {
            client.getOutputStream().write(1);
            late.awaitHit(PATIENCE);
            proxy.freeze();
            proxy.close();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(echo.join()).isEqualTo(1);
        assertThat(proxy.openConnections()).isZero();
    }

    @Test
    void connectionEndsWhereThereIsNoServer() throws IOException {
        server.close();
        try (Socket client = connect()) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void lostMessageNeverArrives() throws IOException {
        proxy.when(Message.fromClient()).once().drop();
        CompletableFuture<Long> echo = echo();
        Rule passed = proxy.when(Message.fromClient()).once().watch();
        try (Socket client = connect()) {
            client.getOutputStream().write(1);
            passed.awaitHit(PATIENCE);
            client.getOutputStream().write(2);
            assertThat(client.getInputStream().read()).isEqualTo(2);
        }
        assertThat(echo.join()).isEqualTo(1);
    }

    @Test
    void eachPieceIsWrittenByItself() throws IOException {
        List<Integer> sizes = new ArrayList<>();
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        OutputStream pieces = new OutputStream() {
            @Override
            public void write(int value) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                sizes.add(length);
                received.write(bytes, offset, length);
            }
        };
        Message message = Message.of(Side.CLIENT, "data", "", "lamp".getBytes(UTF_8));
        Crossing crossing = new Crossing(null, message, 0);
        crossing.write(pieces);
        crossing.split(left -> 1);
        crossing.write(pieces);
        assertThat(sizes).containsExactly(4, 1, 1, 1, 1);
        assertThat(received.toString(UTF_8)).isEqualTo("lamplamp");
    }

    @Test
    void messageThatHasGoneCannotBeSplit() {
        assertThatThrownBy(() -> proxy.when(Message.any()).afterwards().splitIntoBytes())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void waitingForAMessageThatDoesNotComeIsBounded() {
        Rule rule = proxy.when(Message.any()).watch();
        assertThatThrownBy(() -> rule.awaitHit(Duration.ofMillis(20)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("the rule was applied 0 times in PT0.02S");
    }
}
