package io.nifistreaming.tail;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Records are lines that end with LF (a CR before it stays in the content). Eight bytes are looked at together, since
 * this is the pass that each byte of each log goes through.
 */
public final class LfFramer implements RecordFramer {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final long NEWLINES = 0x0A0A0A0A0A0A0A0AL;

    @Override
    public Framed frame(byte[] bytes, int from, int to, Ending ending, int mostRecords) {
        int end = ending == Ending.FINAL ? to : lastEnd(bytes, from, to);
        if (end <= from || mostRecords < 1) {
            return Framed.NONE;
        }
        int records = 0;
        int index = from;
        while (index + Long.BYTES <= end) {
            long marks = newlines((long) LONGS.get(bytes, index));
            int here = Long.bitCount(marks);
            if (records + here >= mostRecords) {
                break;
            }
            records += here;
            index += Long.BYTES;
        }
        for (; index < end; index++) {
            if (bytes[index] == '\n' && ++records == mostRecords) {
                return new Framed(index + 1 - from, records);
            }
        }
        boolean unended = bytes[end - 1] != '\n';
        return new Framed(end - from, unended ? records + 1 : records);
    }

    @Override
    public int end(byte[] bytes, int from, int to, Ending ending) {
        int index = from;
        for (; index + Long.BYTES <= to; index += Long.BYTES) {
            long marks = newlines((long) LONGS.get(bytes, index));
            if (marks != 0) {
                return index + Long.numberOfTrailingZeros(marks) / Byte.SIZE + 1;
            }
        }
        for (; index < to; index++) {
            if (bytes[index] == '\n') {
                return index + 1;
            }
        }
        return ending == Ending.FINAL && to > from ? to : -1;
    }

    /** The highest bit of each byte that is LF, exactly. */
    private static long newlines(long eight) {
        long difference = eight ^ NEWLINES;
        return ~(((difference & LOW_BITS) + LOW_BITS) | difference | LOW_BITS);
    }

    private static int lastEnd(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }
}
