package io.nifistreaming.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for one byte, eight bytes at a time: every byte of every content that is cut goes through this. */
public final class ByteSearch {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final long EACH_BYTE = 0x0101010101010101L;

    private final byte wanted;
    private final long pattern;

    public ByteSearch(byte wanted) {
        this.wanted = wanted;
        this.pattern = (wanted & 0xFF) * EACH_BYTE;
    }

    /** Index of the first such byte in {@code [from, to)}; -1 for none. */
    public int next(byte[] bytes, int from, int to) {
        int index = from;
        for (; index + Long.BYTES <= to; index += Long.BYTES) {
            long marks = marks((long) LONGS.get(bytes, index));
            if (marks != 0) {
                return index + Long.numberOfTrailingZeros(marks) / Byte.SIZE;
            }
        }
        for (; index < to; index++) {
            if (bytes[index] == wanted) {
                return index;
            }
        }
        return -1;
    }

    /** The highest bit of each byte that is the wanted one, exactly: no carry runs from byte to byte. */
    private long marks(long eight) {
        long differences = eight ^ pattern;
        return ~((differences & LOW_BITS) + LOW_BITS | differences | LOW_BITS);
    }
}
