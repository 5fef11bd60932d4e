package io.nifistreaming.tail;

/** Records are single lines. Works on bytes: whatever stands between two delimiters survives as it is. */
public abstract class LineFramer implements DelimitedFramer {
    @Override
    public final int end(byte[] bytes, int from, int to, Ending ending) {
        int end = lineEnd(bytes, from, to, ending);
        return end < 0 && ending == Ending.FINAL && to > from ? to : end;
    }

    @Override
    public Framed frame(byte[] bytes, int from, int to, Ending ending, int mostRecords) {
        int index = from;
        int records = 0;
        while (records < mostRecords) {
            int end = end(bytes, index, to, ending);
            if (end < 0) {
                break;
            }
            index = end;
            records++;
        }
        return records == 0 ? Framed.NONE : new Framed(index - from, records);
    }

    @Override
    public final LineFramer lines() {
        return this;
    }

    /**
     * The index up to which bytes in which no line ends are certainly free of any part of a delimiter, so that the
     * search can go on from there when more has come.
     */
    @Override
    public abstract int settled(byte[] bytes, int from, int to);

    /** The most bytes that a delimiter takes. */
    public abstract int delimiterBytes();

    /** The index after the first delimiter, -1 if there is none yet. */
    abstract int lineEnd(byte[] bytes, int from, int to, Ending ending);
}
