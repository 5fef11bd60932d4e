package io.nifistreaming.nifi.poll;

import io.nifistreaming.store.Batch;
import io.nifistreaming.store.Durability;
import io.nifistreaming.store.KeyedStore;
import io.nifistreaming.store.StoreException;
import io.nifistreaming.testing.MemoryKeyedStore;
import java.util.Optional;

/** A store whose disk is full for as long as the test wants: it can be read, and not written. */
final class StubbornStore implements KeyedStore {
    private final MemoryKeyedStore memory = new MemoryKeyedStore();
    private volatile boolean full;
    private volatile int refusals;

    void full(boolean now) {
        full = now;
    }

    int refusals() {
        return refusals;
    }

    @Override
    public Optional<byte[]> get(byte[] key) {
        return memory.get(key);
    }

    @Override
    public synchronized void write(Batch batch, Durability durability) {
        if (full) {
            refusals++;
            throw new StoreException(
                    StoreException.Kind.UNUSABLE, "Can't write the store in /store: the disk is full.", null);
        }
        memory.write(batch, durability);
    }

    @Override
    public void scan(byte[] prefix, Visitor visitor) {
        memory.scan(prefix, visitor);
    }

    @Override
    public void close() {
        // The same store is looked at after a stop.
    }
}
