package io.nifistreaming.nifi.delta;

import io.nifistreaming.origin.Range;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.serialization.record.Record;

/**
 * Which position in its source each record of a flow file has: by the field that tells where it ends, or by counting,
 * where each position is a record.
 */
final class RecordPositions {
    private static final String POSITION_FIELD = "stream.origin.position.field";
    private static final String RECORD_COUNT = "record.count";

    private final Range range;
    private final String field;
    private final boolean counted;
    private long index = -1;
    private long position;

    RecordPositions(FlowFile flowFile, Range range) {
        this.range = range;
        this.field = flowFile.getAttribute(POSITION_FIELD);
        this.counted = String.valueOf(range.length()).equals(flowFile.getAttribute(RECORD_COUNT));
    }

    void passed(Record record) {
        index++;
        if (field != null && record.getValue(field) instanceof Number next) {
            position = next.longValue() - 1;
        } else if (counted) {
            position = range.first() + index;
        } else {
            position = -1;
        }
    }

    /** Counted from 0. */
    long index() {
        return index;
    }

    /**
     * The position of the record that was passed last.
     *
     * @throws UnknownPositionException where nothing tells it
     */
    long position() throws UnknownPositionException {
        if (position < 0) {
            throw new UnknownPositionException();
        }
        return position;
    }

    /** Nothing tells where a record was in its source. */
    static final class UnknownPositionException extends Exception {
        private static final long serialVersionUID = 1L;

        UnknownPositionException() {
            super("The table holds a part of its range, and nothing tells which of its records that is: neither a "
                    + "field that " + POSITION_FIELD + " names nor a record for each position");
        }
    }
}
