package io.nifistreaming.store;

/** What a batch survives once {@link KeyedStore#write} has returned. */
public enum Durability {
    /** The death of the process, but perhaps not of the machine. */
    PROCESS,
    /** Also the loss of power: the write waits for the disk. For batches that something outside relies on. */
    POWER
}
