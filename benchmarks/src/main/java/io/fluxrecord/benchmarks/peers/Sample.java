package io.fluxrecord.benchmarks.peers;

/** What one measurement of one contender gave. */
record Sample(double opsPerSecond, double bytesPerOp) {}
