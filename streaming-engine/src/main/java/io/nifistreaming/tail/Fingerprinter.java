package io.nifistreaming.tail;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Hashes the beginning of a file, and the bytes before a position in it. */
final class Fingerprinter {
    /** Bytes before a position that prove that the position still means the same. */
    static final int TAIL = 256;

    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Fingerprinter() {}

    /** FNV-1a with a final mix. */
    static long hash(byte[] bytes, int from, int to) {
        long hash = OFFSET_BASIS;
        for (int index = from; index < to; index++) {
            hash = (hash ^ (bytes[index] & 0xFF)) * PRIME;
        }
        return mixed(hash);
    }

    /** The hash of each beginning, by its length, from 0 to the length of the bytes. */
    static long[] prefixes(byte[] bytes) {
        long[] hashes = new long[bytes.length + 1];
        long hash = OFFSET_BASIS;
        hashes[0] = mixed(hash);
        for (int index = 0; index < bytes.length; index++) {
            hash = (hash ^ (bytes[index] & 0xFF)) * PRIME;
            hashes[index + 1] = mixed(hash);
        }
        return hashes;
    }

    /** As many of the first bytes as a fingerprint is of. */
    static byte[] beginning(OpenLog log, long size, int most) throws IOException {
        return read(log, 0, (int) Math.min(most, size));
    }

    /** Whether the file still begins so. */
    static boolean begins(OpenLog log, Fingerprint fingerprint) throws IOException {
        byte[] beginning = read(log, 0, fingerprint.length());
        return beginning.length == fingerprint.length() && hash(beginning, 0, beginning.length) == fingerprint.hash();
    }

    /** The hash of the up to {@link #TAIL} bytes before the offset; empty if the file is too short for it. */
    static long tailHash(OpenLog log, long offset) throws IOException {
        int length = (int) Math.min(TAIL, offset);
        byte[] tail = read(log, offset - length, length);
        return tail.length == length ? hash(tail, 0, length) : ~hash(tail, 0, tail.length);
    }

    static long emptyTail() {
        return mixed(OFFSET_BASIS);
    }

    /** As many of the bytes as there are. */
    static byte[] read(OpenLog log, long position, int length) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(length);
        while (into.hasRemaining()) {
            if (log.read(into, position + into.position()) < 0) {
                break;
            }
        }
        if (!into.hasRemaining()) {
            return into.array();
        }
        return java.util.Arrays.copyOf(into.array(), into.position());
    }

    private static long mixed(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        return mixed ^ (mixed >>> 29);
    }
}
