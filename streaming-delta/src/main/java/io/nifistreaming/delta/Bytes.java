package io.nifistreaming.delta;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in arrays of bytes, and hashes of them. */
final class Bytes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long ODD = 0x9E3779B97F4A7C15L;

    private Bytes() {}

    static void putLong(byte[] into, int at, long value) {
        LONG.set(into, at, value);
    }

    static long getLong(byte[] from, int at) {
        return (long) LONG.get(from, at);
    }

    static long hash(byte[] of, int from, int length) {
        long hash = length * ODD;
        int at = from;
        int end = from + length;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = mixed(hash ^ (long) LONG.get(of, at));
        }
        for (; at < end; at++) {
            hash = (hash ^ of[at]) * ODD;
        }
        return mixed(hash);
    }

    /** Each bit of the result depends on each of the value. */
    static long mixed(long value) {
        long mixed = (value ^ value >>> 32) * 0xD6E8FEB86659FD93L;
        mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
        return mixed ^ mixed >>> 32;
    }
}
