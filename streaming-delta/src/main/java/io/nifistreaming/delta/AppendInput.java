package io.nifistreaming.delta;

import java.io.IOException;
import java.util.Optional;

/** Rows that somebody wants to append, which can be read as often as it takes. */
public interface AppendInput {
    /** Where they come from, if that is known and trusted: then they land once, however often they are offered. */
    Optional<RangePlan.Offer> offer();

    /**
     * Whether there is no row, so that nothing tells of columns either: then no more than the offer is asked for. A
     * consumed range may hold nothing but markers, or records that went another way.
     */
    default boolean isEmpty() {
        return false;
    }

    /** The columns that they have. */
    TableSchema schema();

    /** The rows from the beginning, with a value for each column of the target. */
    Rows open(TableSchema target) throws IOException;

    /** Rows, one after the other. */
    interface Rows extends AutoCloseable {
        /** The next row; null at the end. */
        Object[] next() throws IOException;

        /** The position of that row in the source; asked only where a part of the offer is held already. */
        long position() throws IOException;

        /** Whether that row tells that the one with its key is to go. */
        default boolean isDelete() {
            return false;
        }

        /** That row can't get into the table; the reason names the problem and its remedy. */
        default void reject(String reason) throws IOException {
            throw new IOException("A row was refused, and nobody takes it: " + reason);
        }

        @Override
        void close() throws IOException;
    }
}
