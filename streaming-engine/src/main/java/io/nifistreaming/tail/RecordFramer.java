package io.nifistreaming.tail;

/** Tells where records end. Pure; the bytes given begin where a record begins. */
public interface RecordFramer {
    /** What is known of what follows the bytes. */
    enum Ending {
        /** More may come. */
        OPEN,
        /** Nothing came for the flush time: the complete lines of the last event count as a record. */
        IDLE,
        /** Nothing will come: the rest is a record. */
        FINAL
    }

    /**
     * The complete records at the beginning.
     *
     * @param bytes they take, delimiters included
     * @param records how many; 0 with 0 bytes where no record is complete yet
     */
    record Framed(int bytes, int records) {
        public static final Framed NONE = new Framed(0, 0);
    }

    /** The complete records in {@code [from, to)}, at most so many. */
    Framed frame(byte[] bytes, int from, int to, Ending ending, int mostRecords);

    /** The index after the record that begins at {@code from}, its delimiter included; -1 if it is not complete. */
    int end(byte[] bytes, int from, int to, Ending ending);

    /**
     * The index up to which bytes in which no record ends need not be looked at again when more has come; the rest may
     * be part of a delimiter or of a character. The bytes are a piece of an over-long record, and need not begin where
     * it begins.
     */
    default int settled(byte[] bytes, int from, int to) {
        return to;
    }
}
