package io.nifistreaming.kafka;

import org.apache.kafka.clients.producer.Callback;

/** Hears of one record's fate, from a thread of the producer. */
@FunctionalInterface
public interface Receipt extends Callback {
    /**
     * Whether nothing is gained any more by sending what this receipt is for: another record of the same attempt has
     * failed. Each send may block for {@code max.block.ms}, so a producer that buffers asks before each.
     */
    default boolean isInVain() {
        return false;
    }
}
