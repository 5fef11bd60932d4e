package io.nifistreaming.delta;

import java.io.IOException;

/** Rows, one after the other. */
public interface RowSource extends AutoCloseable {
    /**
     * The next row, which is the caller's; null at the end.
     *
     * @throws IOException if what holds the rows can't be read
     */
    Object[] next() throws IOException;

    @Override
    void close() throws IOException;
}
