package io.fluxrecord.tck.network;

/** What a rule does to a message that it matches, or to its connection. It never waits. */
@FunctionalInterface
interface Action {

    void take(Crossing crossing);
}
