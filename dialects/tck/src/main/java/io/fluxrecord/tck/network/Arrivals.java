package io.fluxrecord.tck.network;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Remembers when something came last. Under a buffer, that is when the buffer was filled: messages that came together
 * are also delayed together, and a thousand rows are late by one delay instead of a thousand.
 */
final class Arrivals extends FilterInputStream {

    private long last = System.nanoTime();

    Arrivals(InputStream in) {
        super(in);
    }

    long last() {
        return last;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        last = System.nanoTime();
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        last = System.nanoTime();
        return read;
    }
}
