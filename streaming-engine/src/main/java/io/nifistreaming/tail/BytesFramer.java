package io.nifistreaming.tail;

/** A sequence of bytes ends a line, found only where a character may begin. */
final class BytesFramer extends LineFramer {
    private final byte[] delimiter;
    private final int unit;

    /** @param unit the bytes of the smallest character, counted from the beginning of each line */
    BytesFramer(byte[] delimiter, int unit) {
        this.delimiter = delimiter.clone();
        this.unit = unit;
    }

    @Override
    int lineEnd(byte[] bytes, int from, int to, Ending ending) {
        byte first = delimiter[0];
        for (int index = from; index <= to - delimiter.length; index += unit) {
            if (bytes[index] == first && Bytes.startsWith(bytes, index, delimiter)) {
                return index + delimiter.length;
            }
        }
        return -1;
    }

    @Override
    public int textEnd(byte[] bytes, int from, int end) {
        int text = end - delimiter.length;
        boolean delimited = text >= from && (text - from) % unit == 0 && Bytes.startsWith(bytes, text, delimiter);
        return delimited ? text : end;
    }

    @Override
    public int settled(byte[] bytes, int from, int to) {
        int open = Math.max(from, to - delimiter.length + 1);
        return open - (open - from) % unit;
    }

    @Override
    public int delimiterBytes() {
        return delimiter.length;
    }
}
