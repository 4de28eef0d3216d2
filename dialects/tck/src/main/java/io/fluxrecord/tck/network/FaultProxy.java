package io.fluxrecord.tck.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Forward connections on the loopback interface to a server, and fail on the way as a test demands. Safe for all
 * threads.
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.to(host, port, Framing.postgresql())) {
 *     Rule lost = proxy.when(PostgresqlMessages.done("COMMIT")).once().cut();
 *     // connect to proxy.host() and proxy.port(), and commit
 *     lost.awaitHit(Duration.ofSeconds(5));
 * }
 * }</pre>
 *
 * <p>Without rules everything passes, message by message. What comes together is delayed together, so a delay is that
 * of a slow network, not of a narrow one.
 *
 * @since 0.1
 */
public final class FaultProxy implements AutoCloseable {

    private static final int BACKLOG = 256;
    private static final long LONGEST_ACCEPT = 2_000;

    private final Object monitor = new Object();
    private final Gate gate = new Gate(monitor);
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private final AtomicLong cancelRequests = new AtomicLong();
    private final InetSocketAddress target;
    private final Framing framing;
    private final ServerSocket entrance;
    private final Thread accepting = new Thread(this::accept, "fault-proxy");
    private volatile boolean refusing;

    private FaultProxy(InetSocketAddress target, Framing framing) throws IOException {
        this.target = target;
        this.framing = framing;
        this.entrance = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    }

    /**
     * Open a proxy to a server, on a port that is free.
     *
     * @throws UncheckedIOException where there is no such port
     */
    public static FaultProxy to(String host, int port, Framing framing) {
        try {
            FaultProxy proxy = new FaultProxy(new InetSocketAddress(host, port), framing);
            proxy.accepting.setDaemon(true);
            proxy.accepting.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Return the address to connect to. */
    public String host() {
        return entrance.getInetAddress().getHostAddress();
    }

    /** Return the port to connect to. */
    public int port() {
        return entrance.getLocalPort();
    }

    /** Begin a rule for the messages that match. Nothing happens before one of the methods that return a rule. */
    public Trigger when(Predicate<Message> messages) {
        return new Trigger(this, messages);
    }

    /**
     * Freeze the whole network: nothing passes in either direction, ends of streams included, until {@link #thaw()}.
     * New connections are accepted, and not forwarded to the server. A message that is being forwarded at this moment
     * may still arrive; a rule freezes exactly.
     */
    public void freeze() {
        gate.shut(Side.values());
    }

    /** Freeze one direction of the whole network: what that side sends does not arrive until {@link #thaw()}. */
    public void freeze(Side from) {
        gate.shut(from);
    }

    /** Let everything pass again that was frozen, by whatever. */
    public void thaw() {
        gate.open();
        links.forEach(Link::thaw);
    }

    /** Close all connections, to both sides. */
    public void cut() {
        links.forEach(Link::close);
    }

    /** Reset all connections, to both sides: what is under way is lost, too. */
    public void reset() {
        links.forEach(Link::reset);
    }

    /** End the stream of this side of every connection, and lose what it sends from now on. */
    public void halfClose(Side from) {
        links.forEach(link -> link.end(from));
    }

    /** Close new connections as soon as they are opened, until {@link #admit()}. Those that there are go on. */
    public void refuse() {
        refusing = true;
    }

    /** Forward new connections again. */
    public void admit() {
        refusing = false;
    }

    /** Return how many connections were opened so far, without those that were refused. */
    public long connections() {
        return connections.get();
    }

    /** Return how many connections are open now. */
    public int openConnections() {
        return links.size();
    }

    /** Return how many connections were refused so far. */
    public long refusals() {
        return refusals.get();
    }

    /** Return how many requests to cancel a statement have come so far, whatever has become of them. */
    public long cancelRequests() {
        return cancelRequests.get();
    }

    /** Close all connections to both sides, and take no more. */
    @Override
    public void close() {
        try {
            entrance.close();
            accepting.join(LONGEST_ACCEPT); // Until it has left accept(), the system lets clients in.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            cut();
        }
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                enter(entrance.accept());
            } catch (IOException e) {
                // The proxy is closed, or a client has gone again before it was let in.
            }
        }
    }

    private void enter(Socket client) throws IOException {
        if (refusing) {
            refusals.incrementAndGet();
            client.close();
            return;
        }
        connections.incrementAndGet();
        Link link = new Link(this, monitor, framing.begin(), client);
        links.add(link);
        link.start(target);
        // The proxy may be closed concurrently, without having seen it.
        if (entrance.isClosed()) {
            link.close();
        }
    }

    Rule add(Trigger trigger, Action action) {
        Rule rule = new Rule(trigger, action, rules);
        rules.add(rule);
        return rule;
    }

    List<Rule> rulesFor(Message message) {
        return rules.stream().filter(rule -> rule.claims(message)).toList();
    }

    void seen(Message message) {
        if (message.kind().equals(Message.CANCEL)) {
            cancelRequests.incrementAndGet();
        }
    }

    boolean isFrozen(Side from) {
        return gate.isShut(from);
    }

    void forget(Link link) {
        links.remove(link);
    }
}
