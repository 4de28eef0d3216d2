package io.fluxrecord.tck.network;

import java.time.Duration;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Choose the messages of a rule, and then what is done about them: the methods that return a {@link Rule} add it to the
 * proxy, at once and for the connections that there are, too. Immutable.
 *
 * <p>All rules that match a message are applied to it, in the order in which they were added; of several delays the
 * longest counts.
 *
 * @since 0.1
 */
public final class Trigger {

    private static final int LARGEST_PIECE = 32;

    private final FaultProxy proxy;
    private final Predicate<Message> messages;
    private final long skipped;
    private final long limit;
    private final boolean afterwards;

    Trigger(FaultProxy proxy, Predicate<Message> messages) {
        this(proxy, messages, 0, Long.MAX_VALUE, false);
    }

    private Trigger(FaultProxy proxy, Predicate<Message> messages, long skipped, long limit, boolean afterwards) {
        this.proxy = proxy;
        this.messages = messages;
        this.skipped = skipped;
        this.limit = limit;
        this.afterwards = afterwards;
    }

    /** Apply the rule to the first message that matches, and to no other. */
    public Trigger once() {
        return times(1);
    }

    /** Apply the rule to so many messages that match. Without this, to all. */
    public Trigger times(long messagesAtMost) {
        return new Trigger(proxy, messages, skipped, messagesAtMost, afterwards);
    }

    /** Let so many messages that match pass before the rule is applied. */
    public Trigger skip(long messagesBefore) {
        return new Trigger(proxy, messages, messagesBefore, limit, afterwards);
    }

    /** Act when the message has been forwarded, instead of before; not at all where it never is. */
    public Trigger afterwards() {
        return new Trigger(proxy, messages, skipped, limit, true);
    }

    /** Do nothing but count. With {@link #afterwards()}, a hit says that the message has gone to its receiver. */
    public Rule watch() {
        return add(crossing -> {});
    }

    /** Hold the message until so much time after it has come, and with it what its side sends behind it. */
    public Rule delay(Duration delay) {
        return addBefore(crossing -> crossing.delay(delay));
    }

    /** Send the message byte by byte. */
    public Rule splitIntoBytes() {
        return addBefore(crossing -> crossing.split(left -> 1));
    }

    /** Send the message in pieces of at most 32 bytes, of sizes that this seed makes up. */
    public Rule splitRandomly(long seed) {
        Random random = new Random(seed);
        return addBefore(crossing -> crossing.split(left -> 1 + random.nextInt(Math.min(left, LARGEST_PIECE))));
    }

    /** Lose the message, as if it had never been sent. */
    public Rule drop() {
        return addBefore(Crossing::drop);
    }

    /** Close the connection to both sides. The message is not forwarded, except {@link #afterwards()}. */
    public Rule cut() {
        return add(crossing -> crossing.link().close());
    }

    /** Reset the connection to both sides. The message is not forwarded, except {@link #afterwards()}. */
    public Rule reset() {
        return add(crossing -> crossing.link().reset());
    }

    /**
     * End the stream of the side that sends the message, and lose what it sends from then on; the other side can still
     * send. The message is not forwarded, except {@link #afterwards()}.
     */
    public Rule halfClose() {
        return add(crossing -> crossing.link().end(crossing.message().from()));
    }

    /** Freeze the connection, the message included, until {@link FaultProxy#thaw()}. Others go on. */
    public Rule freezeLink() {
        return add(crossing -> crossing.link().freeze(Side.values()));
    }

    /**
     * Freeze one direction of the connection until {@link FaultProxy#thaw()}: what that side sends does not arrive. The
     * message passes when it is the other side's.
     */
    public Rule freezeLink(Side from) {
        return add(crossing -> crossing.link().freeze(from));
    }

    /** Do as {@link FaultProxy#freeze()} does, the message included. */
    public Rule freezeNetwork() {
        return add(crossing -> proxy.freeze());
    }

    /** Do as {@link FaultProxy#freeze(Side)} does, the message included where that side sends it. */
    public Rule freezeNetwork(Side from) {
        return add(crossing -> proxy.freeze(from));
    }

    private Rule addBefore(Action action) {
        if (afterwards) {
            throw new IllegalStateException("this can only be done to a message before it is forwarded");
        }
        return add(action);
    }

    private Rule add(Action action) {
        return proxy.add(this, action);
    }

    Predicate<Message> messages() {
        return messages;
    }

    long skipped() {
        return skipped;
    }

    long limit() {
        return limit;
    }

    boolean isAfterwards() {
        return afterwards;
    }
}
