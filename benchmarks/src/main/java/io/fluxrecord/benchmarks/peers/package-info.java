/**
 * The side-by-side: a {@link io.fluxrecord.benchmarks.peers.PeersCommand} plans cells of database, operation and
 * concurrency; in each, a {@link io.fluxrecord.benchmarks.peers.Race} lets the contenders take turns under a
 * {@link io.fluxrecord.benchmarks.peers.Load}; what they reach becomes {@link io.fluxrecord.benchmarks.peers.Figure}s,
 * which end in a table, a JSON file and charts. {@link io.fluxrecord.benchmarks.peers.ScaleCommand} is the same in
 * small for long results.
 */
@NullMarked
package io.fluxrecord.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
