/**
 * A network that fails when a test tells it to: {@link io.fluxrecord.tck.network.FaultProxy} stands between a driver
 * and its server, and delays, splits, drops, freezes and cuts at a chosen message.
 *
 * <p>Charter: a tool of tests. It knows bytes and messages, and nothing of records, drivers or pools; it brings no
 * dependency, and has blocking sockets with threads of its own, which nothing in main code may have.
 */
@NullMarked
package io.fluxrecord.tck.network;

import org.jspecify.annotations.NullMarked;
