package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.RecordRange;
import java.io.IOException;

/** How the records of a range become flow files: one class a choice, chosen once. */
interface RangeContent {
    /**
     * Writes a range.
     *
     * @throws IOException if that can't be done now: nothing of the session is kept then
     */
    void write(RecordRange range, RangeTransfers transfers) throws IOException;
}
