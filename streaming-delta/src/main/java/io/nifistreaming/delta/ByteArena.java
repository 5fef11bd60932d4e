package io.nifistreaming.delta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Many short byte strings without an object for each. Nothing is ever taken out. */
final class ByteArena {
    private static final int BITS = 20;
    private static final int CHUNK = 1 << BITS;
    private static final int LENGTH = Integer.BYTES;

    private final List<byte[]> chunks = new ArrayList<>();
    private int used = CHUNK;
    private long bytes;

    /** Returns where it is kept. */
    long add(byte[] from, int length) {
        int need = LENGTH + length;
        if (CHUNK - used < need) {
            chunks.add(new byte[Math.max(CHUNK, need)]);
            bytes += Math.max(CHUNK, need);
            used = 0;
        }
        byte[] chunk = chunks.get(chunks.size() - 1);
        long at = (long) (chunks.size() - 1) << BITS | used;
        write(chunk, used, from, length);
        used = Math.min(CHUNK, used + need);
        return at;
    }

    /** Puts another in its place; returns where it is now. */
    long replace(long at, byte[] from, int length) {
        byte[] chunk = chunks.get((int) (at >>> BITS));
        int offset = (int) at & CHUNK - 1;
        if (length > length(chunk, offset)) {
            return add(from, length);
        }
        write(chunk, offset, from, length);
        return at;
    }

    byte[] get(long at) {
        byte[] chunk = chunks.get((int) (at >>> BITS));
        int offset = (int) at & CHUNK - 1;
        return Arrays.copyOfRange(chunk, offset + LENGTH, offset + LENGTH + length(chunk, offset));
    }

    boolean isEqual(long at, byte[] other, int length) {
        byte[] chunk = chunks.get((int) (at >>> BITS));
        int offset = (int) at & CHUNK - 1;
        return length(chunk, offset) == length
                && Arrays.equals(chunk, offset + LENGTH, offset + LENGTH + length, other, 0, length);
    }

    /** By unsigned bytes. */
    int compare(long at, byte[] other, int length) {
        return compare(at, Integer.MAX_VALUE, other, length);
    }

    /** No more than so many of the bytes that are kept. */
    int compare(long at, int most, byte[] other, int length) {
        byte[] chunk = chunks.get((int) (at >>> BITS));
        int offset = (int) at & CHUNK - 1;
        int own = Math.min(most, length(chunk, offset));
        return Arrays.compareUnsigned(chunk, offset + LENGTH, offset + LENGTH + own, other, 0, length);
    }

    private int compare(long left, long right) {
        byte[] chunk = chunks.get((int) (right >>> BITS));
        int offset = (int) right & CHUNK - 1;
        byte[] own = chunks.get((int) (left >>> BITS));
        int at = (int) left & CHUNK - 1;
        return Arrays.compareUnsigned(
                own,
                at + LENGTH,
                at + LENGTH + length(own, at),
                chunk,
                offset + LENGTH,
                offset + LENGTH + length(chunk, offset));
    }

    long hash(long at) {
        byte[] chunk = chunks.get((int) (at >>> BITS));
        int offset = (int) at & CHUNK - 1;
        return Bytes.hash(chunk, offset + LENGTH, length(chunk, offset));
    }

    /** The places in the order of what is kept there, without an object for each. */
    long[] sorted(long[] places) {
        long[] from = places;
        long[] into = new long[places.length];
        for (int width = 1; width < places.length; width *= 2) {
            for (int start = 0; start < places.length; start += 2 * width) {
                merge(
                        from,
                        into,
                        start,
                        Math.min(start + width, places.length),
                        Math.min(start + 2 * width, places.length));
            }
            long[] merged = into;
            into = from;
            from = merged;
        }
        return from;
    }

    private void merge(long[] from, long[] into, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int index = start; index < end; index++) {
            boolean takeLeft = right >= end || left < middle && compare(from[left], from[right]) <= 0;
            into[index] = takeLeft ? from[left++] : from[right++];
        }
    }

    /** What it takes of memory. */
    long bytes() {
        return bytes;
    }

    private static void write(byte[] chunk, int offset, byte[] from, int length) {
        for (int index = 0; index < LENGTH; index++) {
            chunk[offset + index] = (byte) (length >>> (LENGTH - 1 - index) * Byte.SIZE);
        }
        System.arraycopy(from, 0, chunk, offset + LENGTH, length);
    }

    private static int length(byte[] chunk, int offset) {
        return (chunk[offset] & 0xff) << 24
                | (chunk[offset + 1] & 0xff) << 16
                | (chunk[offset + 2] & 0xff) << 8
                | chunk[offset + 3] & 0xff;
    }
}
