package io.fluxrecord.benchmarks.peers;

/**
 * What a contender reached in a {@link StreamRace}.
 *
 * @param fetchSize how many rows the database was asked for at a time, or 0 for all
 * @param perRow the speed and the allocation, where an operation is a row
 * @param liveHeap the most bytes that a garbage collection left, or 0 if there was none
 */
record StreamFigure(int rows, int fetchSize, Figure perRow, long liveHeap) {}
