package io.nifistreaming.nifi.tail;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Checksum;

/** Counts and sums what passes. */
final class Measured extends FilterOutputStream {
    private final Checksum checksum;
    private long size;

    Measured(OutputStream to, Checksum checksum) {
        super(to);
        this.checksum = checksum;
    }

    long size() {
        return size;
    }

    @Override
    public void write(int octet) throws IOException {
        out.write(octet);
        checksum.update(octet);
        size++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        checksum.update(bytes, from, length);
        size += length;
    }
}
