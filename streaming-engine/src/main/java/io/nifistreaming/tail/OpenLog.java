package io.nifistreaming.tail;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A file that is open for reading; stays readable when it is renamed or deleted. */
public interface OpenLog extends AutoCloseable {
    /** Of the open file, whatever its name is by now. */
    FileStat stat() throws IOException;

    /**
     * Reads at a position; may bring fewer bytes than there is room for.
     *
     * @return how many bytes were read, or -1 at or beyond the end
     */
    int read(ByteBuffer into, long position) throws IOException;

    @Override
    void close();
}
