package io.nifistreaming.tail;

/** A framer whose records end with bytes that are no part of their text. Not for several threads at once. */
public interface DelimitedFramer extends RecordFramer {
    /** Where the text of the record {@code [from, end)} ends: {@code end} less the bytes of its last delimiter. */
    int textEnd(byte[] bytes, int from, int end);

    /**
     * Finds single lines, also where this framer joins them. A line that is too long to be held is read through it
     * piece by piece: while {@link LineFramer#end} answers -1, all before {@link LineFramer#settled} can be let go.
     */
    LineFramer lines();
}
