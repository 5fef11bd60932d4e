package io.nifistreaming.kafka;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * Steps over the records of one publication, in their order, in bounded memory. The values last until the next
 * {@link #advance()}; arrays that it handed out are never changed afterwards.
 *
 * <p>Two passes over the same content must give the same records: that is what makes a replay recognisable.
 */
public interface RecordCursor extends Closeable {
    /**
     * Moves to the next record; false at the end.
     *
     * @throws IOException where the content can't be read: the whole publication is rejected as
     *     {@link RejectKind#UNREADABLE}
     */
    boolean advance() throws IOException;

    /** The key, null for none. */
    byte[] key();

    /** The value, null for a tombstone. */
    byte[] value();

    /** The byte of the content where this record starts; needed for sources of kind {@code file} alone, else -1. */
    default long start() {
        return -1;
    }

    /** The first byte of the content after this record and its demarcator; see {@link #start()}. */
    default long end() {
        return -1;
    }

    /** Headers of this record beyond those of its publication. */
    default List<Header> headers() {
        return List.of();
    }

    /** The partition to send to, or -1 to let the producer's partitioner choose. */
    default int partition() {
        return -1;
    }

    /** Why this record can never be sent (it has no key, can't be written): rejected alone; null if it can. */
    default String unserialisable() {
        return null;
    }
}
