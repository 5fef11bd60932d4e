package io.nifistreaming.nifi.poll;

import io.nifistreaming.store.Batch;
import io.nifistreaming.store.Durability;
import io.nifistreaming.store.KeyedStore;
import io.nifistreaming.testing.MemoryKeyedStore;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A store whose process dies at a chosen step; {@link #restarted()} is what the next process finds. */
final class CrashingStore implements KeyedStore {
    /** Where the process dies. */
    enum Step {
        NEVER,
        /** The outbox is written, the session is not. */
        AFTER_RECORDING,
        /** The session is committed, the outbox still holds its entries. */
        BEFORE_DELIVERY
    }

    /** The process is dead, so to speak. */
    static final class Crash extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Crash(Step step) {
            super("Crash " + step);
        }
    }

    private final AtomicReference<MemoryKeyedStore> memory;
    private final Step step;

    CrashingStore(Step step) {
        this(new AtomicReference<>(new MemoryKeyedStore()), step);
    }

    private CrashingStore(AtomicReference<MemoryKeyedStore> memory, Step step) {
        this.memory = memory;
        this.step = step;
    }

    CrashingStore restarted() {
        memory.set(memory.get().reopened());
        return new CrashingStore(memory, Step.NEVER);
    }

    @Override
    public Optional<byte[]> get(byte[] key) {
        return memory.get().get(key);
    }

    @Override
    public void write(Batch batch, Durability durability) {
        boolean delivers = batch.changes().stream().allMatch(Batch.Delete.class::isInstance);
        boolean records = batch.changes().size() > 1 && !delivers;
        if (step == Step.BEFORE_DELIVERY && delivers) {
            throw new Crash(step);
        }
        memory.get().write(batch, durability);
        if (step == Step.AFTER_RECORDING && records) {
            throw new Crash(step);
        }
    }

    @Override
    public void scan(byte[] prefix, Visitor visitor) {
        memory.get().scan(prefix, visitor);
    }

    @Override
    public void close() {
        // A crash closes nothing; what is written is there for the next process.
    }
}
