package io.nifistreaming.store;

import java.util.Optional;

/**
 * A local map from byte keys to byte values, sorted by key (unsigned, byte by byte), whose batches are whole or absent.
 *
 * <p>For the state of one component on one machine: it is not shared, not replicated and has no transactions across
 * reads. Safe for several threads. Every method throws {@link StoreException} when the disk or the files fail, and
 * {@link IllegalStateException} after {@link #close()}.
 */
public interface KeyedStore extends AutoCloseable {
    /** Receives entries in the order of their keys. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Takes one entry; must not close the store.
         *
         * @return whether to go on
         */
        boolean visit(byte[] key, byte[] value);
    }

    /** The value of the key; the array is the caller's. */
    Optional<byte[]> get(byte[] key);

    /**
     * Applies all changes of the batch, in their order, or none.
     *
     * @param durability whether the call returns only when the batch also survives the loss of power
     */
    void write(Batch batch, Durability durability);

    /** Visits the entries whose key starts with the prefix, in order; the empty prefix means all. */
    void scan(byte[] prefix, Visitor visitor);

    /** Releases files and memory; harmless when repeated. */
    @Override
    void close();
}
