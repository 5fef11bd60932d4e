package io.nifistreaming.tail;

/**
 * Lines end with LF, CR LF or CR. A CR that is the last byte so far may be half of CR LF, so its line is complete only
 * when something follows it or nothing does for the flush time.
 */
final class AutomaticFramer extends LineFramer {
    private final byte[] carriageReturn;
    private final byte[] lineFeed;
    private final int unit;

    /** @param unit the bytes of the smallest character, counted from the beginning of each line */
    AutomaticFramer(byte[] carriageReturn, byte[] lineFeed, int unit) {
        this.carriageReturn = carriageReturn.clone();
        this.lineFeed = lineFeed.clone();
        this.unit = unit;
    }

    @Override
    int lineEnd(byte[] bytes, int from, int to, Ending ending) {
        byte cr = carriageReturn[0];
        byte lf = lineFeed[0];
        for (int index = from; index <= to - unit; index += unit) {
            byte here = bytes[index];
            if (here == lf && is(lineFeed, bytes, index, to)) {
                return index + lineFeed.length;
            }
            if (here == cr && is(carriageReturn, bytes, index, to)) {
                return afterCarriageReturn(bytes, index + carriageReturn.length, to, ending);
            }
        }
        return -1;
    }

    private int afterCarriageReturn(byte[] bytes, int next, int to, Ending ending) {
        if (next + lineFeed.length > to) {
            return ending == Ending.OPEN ? -1 : next;
        }
        return Bytes.startsWith(bytes, next, lineFeed) ? next + lineFeed.length : next;
    }

    @Override
    public int textEnd(byte[] bytes, int from, int end) {
        if (isBefore(end, lineFeed, bytes, from)) {
            int text = end - lineFeed.length;
            return isBefore(text, carriageReturn, bytes, from) ? text - carriageReturn.length : text;
        }
        return isBefore(end, carriageReturn, bytes, from) ? end - carriageReturn.length : end;
    }

    @Override
    public int settled(byte[] bytes, int from, int to) {
        int open = to - (to - from) % unit;
        return isBefore(open, carriageReturn, bytes, from) ? open - carriageReturn.length : open;
    }

    @Override
    public int delimiterBytes() {
        return carriageReturn.length + lineFeed.length;
    }

    private boolean isBefore(int end, byte[] part, byte[] bytes, int from) {
        int begin = end - part.length;
        return begin >= from && (begin - from) % unit == 0 && Bytes.startsWith(bytes, begin, part);
    }

    private static boolean is(byte[] part, byte[] bytes, int index, int to) {
        return index + part.length <= to && Bytes.startsWith(bytes, index, part);
    }
}
