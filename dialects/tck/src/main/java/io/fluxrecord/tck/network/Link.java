package io.fluxrecord.tck.network;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One connection of a client, and the one to the server that was opened for it. A thread for each direction. */
final class Link {

    private static final int BUFFER = 64 * 1024;

    private final FaultProxy proxy;
    private final Object monitor;
    private final Gate gate;
    private final Framing.Conversation conversation;
    private final Socket client;
    private final Socket server = new Socket();
    private final EnumSet<Side> ended = EnumSet.noneOf(Side.class);
    private boolean closed;

    Link(FaultProxy proxy, Object monitor, Framing.Conversation conversation, Socket client) {
        this.proxy = proxy;
        this.monitor = monitor;
        this.gate = new Gate(monitor);
        this.conversation = conversation;
        this.client = client;
    }

    /** The connection to the server is opened when the network lets something pass to it. */
    void start(SocketAddress target) {
        startThread(Side.CLIENT, () -> {
            if (mayPass(Side.CLIENT, System.nanoTime())) {
                server.connect(target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                startThread(Side.SERVER, () -> pump(Side.SERVER));
                pump(Side.CLIENT);
            }
        });
    }

    private void startThread(Side from, Work work) {
        Thread thread = new Thread(() -> run(work), "fault-proxy-" + client.getPort() + "-" + from);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Work work) {
        boolean done = false;
        try {
            work.run();
            done = true;
        } catch (IOException e) {
            // Either side is gone, so the other is told in the same way.
        } finally {
            if (!done || isClosed()) {
                close();
            }
        }
    }

    private void pump(Side from) throws IOException {
        Arrivals arrivals = new Arrivals(socket(from).getInputStream());
        InputStream in = new BufferedInputStream(arrivals, BUFFER);
        for (Message message = conversation.next(from, in); message != null; message = conversation.next(from, in)) {
            proxy.seen(message);
            if (!forward(new Crossing(this, message, arrivals.last()))) {
                return;
            }
        }
        // On a frozen network the end of a stream does not arrive either.
        if (mayPass(from, System.nanoTime())) {
            end(from);
        }
    }

    /** Return whether the connection is still there for the next. */
    private boolean forward(Crossing crossing) throws IOException {
        List<Rule> rules = proxy.rulesFor(crossing.message());
        rules.forEach(rule -> rule.before(crossing));
        Side from = crossing.message().from();
        if (!mayPass(from, crossing.due())) {
            return false;
        }
        if (!crossing.dropped() && !hasEnded(from)) {
            write(crossing);
            rules.forEach(rule -> rule.after(crossing));
        }
        return true;
    }

    private void write(Crossing crossing) throws IOException {
        Side from = crossing.message().from();
        try {
            crossing.write(receiver(from).getOutputStream());
        } catch (IOException e) {
            if (!hasEnded(from)) {
                throw e;
            }
        }
    }

    /** Wait until it is time and nothing is frozen. Return false when the connection is closed instead. */
    private boolean mayPass(Side from, long due) {
        synchronized (monitor) {
            while (!closed) {
                boolean frozen = gate.isShut(from) || proxy.isFrozen(from);
                long early = due - System.nanoTime();
                if (!frozen && early <= 0) {
                    return true;
                }
                try {
                    if (frozen) {
                        monitor.wait();
                    } else {
                        TimeUnit.NANOSECONDS.timedWait(monitor, early);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return false;
        }
    }

    void freeze(Side... sides) {
        gate.shut(sides);
    }

    void thaw() {
        gate.open();
    }

    /** End the stream of this side to the other, whether it has more to say or not. */
    void end(Side from) {
        boolean last;
        synchronized (monitor) {
            if (closed || !ended.add(from)) {
                return;
            }
            last = ended.size() == Side.values().length;
        }
        try {
            receiver(from).shutdownOutput();
        } catch (IOException e) {
            last = true;
        }
        if (last) {
            close();
        }
    }

    private boolean hasEnded(Side from) {
        synchronized (monitor) {
            return ended.contains(from);
        }
    }

    private boolean isClosed() {
        synchronized (monitor) {
            return closed;
        }
    }

    /** As a machine that forgets its connections does: what is under way is lost, too. */
    void reset() {
        try {
            client.setSoLinger(true, 0);
            server.setSoLinger(true, 0);
        } catch (SocketException e) {
            // One of them is closed already, which is what is wanted.
        }
        close();
    }

    void close() {
        synchronized (monitor) {
            closed = true;
            monitor.notifyAll();
        }
        try (client;
                server) {
            proxy.forget(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Socket socket(Side side) {
        return side == Side.CLIENT ? client : server;
    }

    private Socket receiver(Side from) {
        return from == Side.CLIENT ? server : client;
    }

    private interface Work {
        void run() throws IOException;
    }
}
