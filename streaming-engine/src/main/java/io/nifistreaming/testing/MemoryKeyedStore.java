package io.nifistreaming.testing;

import io.nifistreaming.store.Batch;
import io.nifistreaming.store.Durability;
import io.nifistreaming.store.KeyedStore;
import io.nifistreaming.store.StoreException;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A store in memory that can be reopened, counts its writes, and fails a write on request. */
public final class MemoryKeyedStore implements KeyedStore {
    private final NavigableMap<byte[], byte[]> entries;
    private int writes;
    private int failingWrites;
    private boolean closed;

    public MemoryKeyedStore() {
        this(new TreeMap<>(Arrays::compareUnsigned));
    }

    private MemoryKeyedStore(NavigableMap<byte[], byte[]> entries) {
        this.entries = entries;
    }

    /** A store over the same entries, as a process finds it after a crash or restart; this one is closed. */
    public synchronized MemoryKeyedStore reopened() {
        close();
        return new MemoryKeyedStore(entries);
    }

    /** Lets the next write fail as a full disk would, without any effect. */
    public synchronized void failNextWrite() {
        failingWrites++;
    }

    /** How many batches were written. */
    public synchronized int writes() {
        return writes;
    }

    @Override
    public synchronized Optional<byte[]> get(byte[] key) {
        requireOpen();
        return Optional.ofNullable(entries.get(key)).map(byte[]::clone);
    }

    @Override
    public synchronized void write(Batch batch, Durability durability) {
        requireOpen();
        if (failingWrites > 0) {
            failingWrites--;
            throw new StoreException(StoreException.Kind.UNUSABLE, "The disk is full (asked for by the test)", null);
        }
        writes++;
        for (Batch.Change change : batch.changes()) {
            if (change instanceof Batch.Put put) {
                entries.put(put.key().clone(), put.value().clone());
            } else {
                entries.remove(change.key());
            }
        }
    }

    @Override
    public synchronized void scan(byte[] prefix, Visitor visitor) {
        requireOpen();
        NavigableMap<byte[], byte[]> snapshot = new TreeMap<>(Arrays::compareUnsigned);
        snapshot.putAll(entries.tailMap(prefix, true));
        boolean goOn = true;
        while (goOn && !snapshot.isEmpty()) {
            byte[] key = snapshot.firstKey();
            byte[] value = snapshot.pollFirstEntry().getValue();
            goOn = key.length >= prefix.length
                    && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length)
                    && visitor.visit(key.clone(), value.clone());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The store is closed");
        }
    }
}
