package io.nifistreaming.tail;

import io.nifistreaming.bytes.ByteSearch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * One byte ends a line. Eight bytes are looked at together, since this is the pass that each byte of each log goes
 * through.
 */
class ByteFramer extends LineFramer {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final long EACH_BYTE = 0x0101010101010101L;

    /** Counted without asking after each word whether there are enough: as many words as a counter of 8 bits bears. */
    private static final int STRIP = 255 * Long.BYTES;

    private static final long EVEN_BYTES = 0x00FF00FF00FF00FFL;
    private static final long EACH_SHORT = 0x0001000100010001L;

    private final byte delimiter;
    private final long delimiters;
    private final ByteSearch search;

    ByteFramer(byte delimiter) {
        this.delimiter = delimiter;
        this.delimiters = (delimiter & 0xFF) * EACH_BYTE;
        this.search = new ByteSearch(delimiter);
    }

    @Override
    public Framed frame(byte[] bytes, int from, int to, Ending ending, int mostRecords) {
        int end = ending == Ending.FINAL ? to : lastEnd(bytes, from, to);
        if (end <= from || mostRecords < 1) {
            return Framed.NONE;
        }
        int records = 0;
        int index = from;
        while (index + STRIP <= end) {
            int here = count(bytes, index);
            if (records + here >= mostRecords) {
                break;
            }
            records += here;
            index += STRIP;
        }
        for (; index < end; index++) {
            if (bytes[index] == delimiter && ++records == mostRecords) {
                return new Framed(index + 1 - from, records);
            }
        }
        boolean unended = bytes[end - 1] != delimiter;
        return new Framed(end - from, unended ? records + 1 : records);
    }

    @Override
    int lineEnd(byte[] bytes, int from, int to, Ending ending) {
        int at = search.next(bytes, from, to);
        return at < 0 ? -1 : at + 1;
    }

    @Override
    public int textEnd(byte[] bytes, int from, int end) {
        return end > from && bytes[end - 1] == delimiter ? end - 1 : end;
    }

    @Override
    public int settled(byte[] bytes, int from, int to) {
        return to;
    }

    @Override
    public int delimiterBytes() {
        return 1;
    }

    /** Of a strip; each of eight counters counts what stands at its place in the words. */
    private int count(byte[] bytes, int from) {
        long counters = 0;
        for (int index = from; index < from + STRIP; index += Long.BYTES) {
            counters += marks((long) LONGS.get(bytes, index)) >>> 7;
        }
        long pairs = (counters & EVEN_BYTES) + (counters >>> Byte.SIZE & EVEN_BYTES);
        return (int) (pairs * EACH_SHORT >>> 48);
    }

    /** The highest bit of each byte that is the delimiter, exactly. */
    private long marks(long eight) {
        long difference = eight ^ delimiters;
        return ~(((difference & LOW_BITS) + LOW_BITS) | difference | LOW_BITS);
    }

    private int lastEnd(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && bytes[end - 1] != delimiter) {
            end--;
        }
        return end;
    }
}
